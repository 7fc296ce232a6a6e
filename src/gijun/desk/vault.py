"""Originals and attachments at rest: encrypted files, equal contents stored once."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


@lru_cache(maxsize=1)
def _cipher(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()))


def keep(content: bytes) -> str:
    """Store bytes and return their key; the same bytes have the same key and one file.

    The key is a keyed hash: it does not tell what the content was.
    """
    digest = hmac.new(settings.DATA_KEY.encode(), content, hashlib.sha256).hexdigest()
    key = f"{digest[:2]}/{digest[2:]}"
    if not default_storage.exists(key):
        _write_whole(key, _cipher(settings.DATA_KEY).encrypt(content))
    return key


def _write_whole(key: str, sealed: bytes) -> None:
    """The file appears whole or not at all, and is on the disk when this returns: mail is confirmed after."""
    try:
        place = Path(default_storage.path(key))
    except NotImplementedError:  # object storage has no half-written objects
        default_storage.save(key, ContentFile(sealed))
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, suffix=".part", delete=False) as part:
        part.write(sealed)
        part.flush()
        os.fsync(part.fileno())
    os.replace(part.name, place)  # two who store the same bytes at once leave one file


def read(key: str) -> bytes:
    """The bytes behind a key.

    Raises:
        FileNotFoundError: they were erased.
    """
    with default_storage.open(key) as file:
        return _cipher(settings.DATA_KEY).decrypt(file.read())


def forget(key: str) -> None:
    """Remove the bytes behind a key."""
    default_storage.delete(key)


def seal(text: str) -> str:
    """A secret that has to be read again, such as a mailbox's password, as it may lie in the database."""
    return _cipher(settings.DATA_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret behind ``seal``.

    Raises:
        cryptography.fernet.InvalidToken: it was sealed with another key.
    """
    return _cipher(settings.DATA_KEY).decrypt(sealed.encode()).decode()
