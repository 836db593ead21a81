"""Settings: defaults < voc.toml < VOC_* environment. Reads and writes voc.toml, nothing else.

    settings.py   the settings, one line each, and reading them     sources.py   [[source]]
    writing.py    voc.toml of a new project                         weights.py   [weights]

An unknown key is an error that names the closest known one: a typo never passes silently.
"""

from voc.config.settings import FILE, SETTINGS, Project, Setting, Settings, find_root, load
from voc.config.writing import write

__all__ = ["FILE", "SETTINGS", "Project", "Setting", "Settings", "find_root", "load", "write"]
