"""The pages on a port of this machine, or of more than this machine once there are accounts."""

import errno
import socket
import sys
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from voc import store
from voc.config import Project
from voc.errors import SettingsError
from voc.store.decisions import accounts
from voc.web.access.hosts import LOCAL
from voc.web.application import application
from voc.web.clock import Clock


def serve(project: Project, host: str, port: int, ready: Callable[[str, bool], None]) -> None:
    """Serve, and start the nightly run, until interrupted.

    `ready` is told the address and whether nobody need sign in.
    Port 0 is any free one. Raises SettingsError when other machines could come in and there are no
    accounts, or when the port is taken.
    """
    with store.decisions.opened(project.decisions) as database:
        known = accounts.any_exists(database)
    if not known and not _loopback(host):
        raise SettingsError("serve_needs_accounts", host=host)
    listening = _listening(host, port)
    app = application(project, {*LOCAL, host.lower()})
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{listening.getsockname()[1]}/", not known)
    sys.setswitchinterval(0.001)  # a page that draws charts holds up a page that asks the database less
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, forwarded_allow_ips="127.0.0.1,::1",
        timeout_graceful_shutdown=5,
    )  # fmt: skip
    with Clock(project.root):
        uvicorn.Server(settings).run([listening])


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever comes before the server is ready waits
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError("serve_port_taken", host=host, port=port) from error
        raise SettingsError("serve_not_here", host=host, port=port, reason=error.strerror) from error
    return listening
