"""Files from the browser into the inbox."""

from typing import Literal, cast

from starlette.datastructures import UploadFile
from starlette.responses import Response

from voc import inbox, uploads
from voc.errors import SettingsError, VocError
from voc.web.asked import Asked
from voc.web.screen import screen
from voc.words import some

_DECISIONS = ("replace", "both", "drop")


def upload(asked: Asked) -> Response:
    """Take files in; one that is no export is told and does not keep the others from coming in."""
    names: dict[str, list[str]] = {}
    told: list[str] = []
    for file in asked.form.getlist("files"):
        if not isinstance(file, UploadFile) or not file.filename:
            continue
        try:
            name, what = uploads.receive(asked.project, file.filename, file.file)
        except VocError as error:
            told.append(asked.say(error.code, **error.values))
            continue
        names.setdefault(what, []).append(name)
        asked.audit("upload", name)
    told += [asked.say(f"setup.upload_{what}", name=some(known, 3)) for what, known in names.items()]
    return asked.go("/setup", "\n".join(told) or asked.say("setup.upload_nothing"))


def settle(asked: Asked) -> Response:
    """Decide on a file that waits because another of its name is there."""
    name, decision = str(asked.form.get("name", "")), str(asked.form.get("decision", ""))
    if decision not in _DECISIONS:
        raise SettingsError("upload_gone", name=name)
    kept = uploads.settle(asked.project, name, cast(Literal["replace", "both", "drop"], decision))
    asked.audit(f"upload_{decision}", kept or name)
    return asked.go("/setup", asked.say(f"setup.settled_{decision}", name=kept or name))


def join(asked: Asked) -> Response:
    """Let a source read a file that it could read, by another name."""
    wanted = str(asked.form.get("source", ""))
    source = next((s for s in asked.project.settings.sources if s.name == wanted), None)
    if source is None:
        raise SettingsError("setup_no_source", name=wanted)
    kept = inbox.join(asked.project, str(asked.form.get("file", "")), source)
    asked.audit("upload_join", kept)
    return asked.go("/setup", asked.say("setup.joined", name=kept, source=source.name))


ROUTES = [
    screen("/setup/upload", upload, "admin", methods=("POST",), largest=512 << 20),
    screen("/setup/settle", settle, "admin", methods=("POST",)),
    screen("/setup/join", join, "admin", methods=("POST",)),
]
