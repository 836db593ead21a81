"""How far a build has come: hours of learning outlive a stop, `models/build.py` goes on where it was.

In: the files that the build is made of. Out: the steps that are done, and where a step keeps its epochs. A
build of other files begins anew, and so does the one after a build that came to its end.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from voc.store.disk import replace_text


class Progress:
    """How many `steps` of a build are done, kept in `folder`; a build `made_of` other files begins anew.

    `epochs` is a folder for what the step at work keeps of its own, removed when it is done.
    """

    def __init__(self, folder: Path, made_of: Iterable[Path]) -> None:
        self.epochs, self._folder, self._file = folder / "epochs", folder, folder / "done.json"
        digest = hashlib.sha256()
        for path in sorted(made_of):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        self._build = digest.hexdigest()
        kept = json.loads(self._file.read_text()) if self._file.exists() else {}
        if kept.get("build") != self._build:
            self.finished()
            kept = {"steps": 0}
        self.steps = int(kept["steps"])
        self._write()

    def done(self) -> None:
        """Note that one more step is done, and remove what it had kept of its epochs."""
        shutil.rmtree(self.epochs, ignore_errors=True)  # first: the next step would take them for its own
        self.steps += 1
        self._write()

    def finished(self) -> None:
        """Forget the build, which is complete: the next one begins anew."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        replace_text(self._file, json.dumps({"build": self._build, "steps": self.steps}))
