"""Words of voc.cli: code -> (Japanese, English).

help.* are the texts of --help; step.* name the steps of a run, check.* and map.* describe an export and what
its columns mean.
"""

from voc.words.cli import asked, exports, help, help_reading, help_tables, misuse, said
from voc.words.joined import joined

WORDS = joined(asked, exports, help, help_reading, help_tables, misuse, said)
