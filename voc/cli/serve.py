"""voc serve, voc user: the web pages and who may see them."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voc.cli import selectors
from voc.cli.edge import ProjectOption, help_text, open_project, words
from voc.cli.screen import show, tell

if TYPE_CHECKING:
    from voc.store.decisions import Database

_DO = ("add", "list", "disable", "enable", "role", "password", "token")


def serve(
    host: Annotated[str, typer.Option("--host", metavar="HOST", help=help_text("serve.host"))] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help=help_text("serve.port"))] = 8377,
    project: ProjectOption = None,
) -> None:
    """Serve the web pages until interrupted."""
    from voc.web.serve import serve as serve_pages

    def ready(address: str, open_house: bool) -> None:
        show(words("serve.at", address=address))
        if open_house:
            tell(words("serve.open_house"))
        sys.stdout.flush()

    serve_pages(open_project(project), host, port, ready)


def user(
    action: Annotated[str, typer.Argument(metavar="ACTION", help=help_text("user.action"))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=help_text("user.name"))] = "",
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", help=help_text("user.role"))] = None,
    segment: Annotated[
        str | None, typer.Option("--segment", metavar="NAME=VALUE", help=help_text("user.segment"))
    ] = None,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help=help_text("user.stdin"))] = False,
    elsewhere: Annotated[bool, typer.Option("--no-password", help=help_text("user.no_password"))] = False,
    project: ProjectOption = None,
) -> None:
    """Make, list and change accounts."""
    from voc import accounts, store
    from voc.records import ROLES
    from voc.store.decisions import accounts as rows

    if action not in _DO:
        raise typer.BadParameter(words("user.what", action=action))
    if action != "list" and not name:
        raise typer.BadParameter(words("user.what_name", action=action))
    if role is None and action == "role":  # nobody becomes a viewer by what was forgotten
        raise typer.BadParameter(f"--role: {', '.join(ROLES)}")
    granted = next((one for one in ROLES if one == (role or "viewer")), None)
    if granted is None:
        raise typer.BadParameter(f"--role: {role}; {', '.join(ROLES)}")
    opened = open_project(project)
    with store.decisions.opened(opened.decisions) as database:
        if action == "list":
            _list(database)
            return
        target = accounts.named(name)
        if action == "add":
            password = None if elsewhere else _password(password_stdin)
            own = selectors.segment(segment) if segment else None
            if own and not accounts.has_answers(opened.data, own):
                tell(words("user.segment_unseen", segment="=".join(own)))
            made = accounts.add(database, name, granted, password, own)
            target = accounts.with_role(made)
            said = words("user.added", name=made.name, role=words(f"role.{made.role}"))
        elif action == "token":
            said = words("user.token", name=accounts.named(name), token=accounts.token(database, name))
        else:
            changed: dict[str, Any] = {"disabled": action == "disable"}
            if action == "role":
                changed = {"role": granted}
            elif action == "password":
                changed = {"password": accounts.hashed(_password(password_stdin))}
            known = rows.change(database, accounts.named(name), openid=opened.settings.openid, **changed)
            said = words("user.changed", name=known.name)
            target = accounts.with_role(known) if action == "role" else target
        store.decisions.audit.note(database, "voc user", f"account_{action}", target)
    show(said)


def _list(database: "Database") -> None:
    from voc.store.decisions import accounts as rows

    known = rows.listed(database)
    for one in known:
        segment = "=".join(one.segment) if one.segment else words("user.everything")
        state = words("user.disabled" if one.disabled else "user.active")
        role = words(f"role.{one.role}")
        show(words("user.line", name=one.name, role=role, segment=segment, state=state))
    if not known:
        show(words("user.none"))


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise typer.BadParameter(words("user.no_password"))
    return str(typer.prompt(words("user.password"), hide_input=True, confirmation_prompt=True))
