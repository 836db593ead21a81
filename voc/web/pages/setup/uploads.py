"""Files from the browser into the inbox."""

from collections.abc import Sequence
from typing import Literal, cast

from starlette.datastructures import UploadFile
from starlette.responses import Response

from voc import inbox, uploads
from voc.errors import SettingsError, VocError
from voc.web.asked import Asked
from voc.web.screen import screen

_NAMES = 3  # of files in a sentence
_DONE = ("new", "same", "differs")
_DECISIONS = ("replace", "both", "drop")


def upload(asked: Asked) -> Response:
    """Take files in; one that is no export is told and does not keep the others from coming in."""
    names: dict[str, list[str]] = {}
    refused: dict[tuple[object, ...], list[VocError]] = {}
    for file in asked.form.getlist("files"):
        if not isinstance(file, UploadFile) or not file.filename:
            continue
        try:
            name, what = uploads.receive(asked.project, file.filename, file.file)
        except VocError as error:
            refused.setdefault(_reason(error), []).append(error)
            continue
        names.setdefault(what, []).append(name)
        asked.audit("upload", name)
    came = {what: _listed(asked, names[what]) for what in _DONE if what in names}
    told = [asked.say(f"setup.upload_{what}", name=files) for what, files in came.items()]
    for errors in refused.values():
        files = _listed(asked, [str(error.values[_named(error)]) for error in errors])
        told.append(asked.say(errors[0].code, **{**errors[0].values, _named(errors[0]): files}))
    return asked.go("/setup", *told or [asked.say("setup.upload_nothing")], refused=bool(refused))


def _named(error: VocError) -> str:
    """Which value of a refusal is the file's name."""
    return "name" if "name" in error.values else "file"


def _reason(error: VocError) -> tuple[object, ...]:
    """What a refusal says but for the file's name."""
    return error.code, *(str(value) for name, value in error.values.items() if name != _named(error))


def _listed(asked: Asked, names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= _NAMES:
        return ", ".join(names)
    more = asked.say("web.more_told", count=len(names) - _NAMES)
    return f"{', '.join(names[:_NAMES])}, {more}"


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
