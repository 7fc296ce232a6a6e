"""Originals and attachments at rest: encrypted files, equal contents stored once."""

import base64
import hashlib
import hmac
from functools import lru_cache

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
        default_storage.save(key, ContentFile(_cipher(settings.DATA_KEY).encrypt(content)))
    return key


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
