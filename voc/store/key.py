"""The project's secret, and the hashes made with it.

Respondents and texts are stored as keyed hashes only: without data/key nobody can find out whether
a known member number is among them.
"""

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from voc.errors import StoreError
from voc.store.disk import private, sync, writing
from voc.store.layout import Layout, temporary

_HASH_LENGTH = 24  # hex characters: 96 bits, no collision among billions


@dataclass(frozen=True)
class Key:
    """A secret of 32 bytes. Its text form shows only `id`, never the secret."""

    secret: bytes = field(repr=False)

    @classmethod
    def load(cls, data: Path) -> "Key":
        """The key of a data folder, made (readable by its owner only) when there is none yet.

        Two processes that make it at once get the same one. Raises StoreError when the file is not a key
        or not for this user, and when it is missing although runs are published: a new one would tear
        every respondent from their past.
        """
        layout = Layout(data)
        if not layout.key.exists() and layout.current.exists():
            raise StoreError("key_missing", path=str(layout.key))
        return cls(_secret(layout.key))

    @property
    def id(self) -> str:
        """12 hex characters that tell two keys apart and give nothing away."""
        return self.hash("voc key id")[:12]

    def hash(self, value: str) -> str:
        """HMAC-SHA256 of `value`, as 24 hex characters."""
        message = value.encode("utf-8", "surrogatepass")
        return hmac.new(self.secret, message, hashlib.sha256).hexdigest()[:_HASH_LENGTH]


def session_secret(data: Path) -> bytes:
    """32 bytes with which sessions are signed, of a file of their own: a new one only ends the sessions.

    Raises StoreError when the file is no key or not for this user.
    """
    return _secret(Layout(data).session_key)


def _secret(path: Path) -> bytes:
    """What the file holds, made (readable by its owner only) when it is not there yet."""
    if not path.exists():
        _create(path)
    try:
        text = path.read_text(encoding="ascii", errors="replace").strip()
    except PermissionError as error:
        raise StoreError("key_not_readable", path=str(path)) from error
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise StoreError("key_damaged", path=str(path))
    return bytes.fromhex(text)


def _create(path: Path) -> None:
    with writing(path):
        private(path.parent)
        while not path.exists():
            fresh = temporary(path)
            try:
                descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with open(descriptor, "w", encoding="ascii") as file:
                    file.write(secrets.token_hex(32) + "\n")
                sync(fresh)
                os.link(fresh, path)  # unlike a rename, never replaces the key that another process made
            except (FileExistsError, FileNotFoundError):
                continue  # another process was first, or a publisher swept our file away: look again
            finally:
                fresh.unlink(missing_ok=True)
        sync(path.parent)
