"""Puts the models into the wheel, so that an installed voc reads comments from any folder.

An editable install gets nothing: there they are read where they lie, in models/.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODELS = ("models/voc-ja-fast", "models/voc-ja")


class ModelHook(BuildHookInterface):
    """Maps models/<name> to voc/_models/<name> in a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the model folders to what goes into a standard wheel; they must be there."""
        if version == "editable":
            return
        for model in MODELS:
            if not (Path(self.root) / model).is_dir():
                raise FileNotFoundError(f"{model} is missing: `make model` builds it")
            build_data["force_include"][model] = f"voc/_{model}"
