"""Puts the model into the wheel, so that an installed voc reads comments from any folder.

An editable install gets nothing: there the model is read where it lies, in models/.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODEL = "models/voc-ja"


class ModelHook(BuildHookInterface):
    """Maps models/voc-ja to voc/_models/voc-ja in a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the model folder to what goes into a standard wheel; it must be there."""
        if version == "editable":
            return
        if not (Path(self.root) / MODEL).is_dir():
            raise FileNotFoundError(f"{MODEL} is missing: `make model` builds it")
        build_data["force_include"][MODEL] = f"voc/_{MODEL}"
