"""Settings: defaults < voc.toml < VOC_* environment. Reads and writes voc.toml, nothing else.

    settings.py   the settings, one line each, and reading them     sources.py   [[source]]
    writing.py    voc.toml of a new project                         weights.py   [weights]
    editing.py    changing voc.toml of a project

An unknown key is an error that names the closest known one: a typo never passes silently.
"""

from voc.config.editing import save_setting, save_source
from voc.config.settings import (
    APART,
    FILE,
    SETTINGS,
    Project,
    Setting,
    Settings,
    find_root,
    load,
    parsed,
)
from voc.config.writing import write

__all__ = [
    "APART",
    "FILE",
    "SETTINGS",
    "Project",
    "Setting",
    "Settings",
    "find_root",
    "load",
    "parsed",
    "save_setting",
    "save_source",
    "write",
]
