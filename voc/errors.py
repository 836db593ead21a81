"""The error tree: every failure that a person can mend.

An error carries a code and the values seen, never a finished sentence: the edge
(`voc.cli`, the flows) turns it into words with `voc.words.say`. Anything that is
not a VocError is a bug and may show a traceback.

    VocError
    ├── SettingsError    voc.toml, VOC_* or the command line
    ├── InputError       an export that cannot be read or mapped as a whole
    ├── ModelError       a model folder that is missing, damaged or of another version
    ├── StoreError       the project's data folder
    │   ├── Busy         another run holds the publisher's lock
    │   └── Taken        somebody else has decided on an item meanwhile
    ├── QueryError       a question (SQL, a row to open) that cannot be answered
    └── MissingExtra     an optional dependency is not installed
"""


class VocError(Exception):
    """A failure with a code known to `voc.words` and the values its sentence shows."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{code} {values}" if values else code)


class SettingsError(VocError): ...


class InputError(VocError): ...


class ModelError(VocError): ...


class StoreError(VocError): ...


class Busy(StoreError): ...


class Taken(StoreError): ...


class QueryError(VocError): ...


class MissingExtra(VocError): ...
