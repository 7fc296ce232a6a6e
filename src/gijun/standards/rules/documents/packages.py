"""Office files are archives: look into one before anybody opens it."""

import io
import zipfile
import zlib

from gijun.standards.errors import UnreadableDocumentError
from gijun.standards.terms.documents import Unreadable

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # begins .doc, .xls, and new files with a password
PROTECTED = "EncryptedPackage".encode("utf-16-le")
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes


def require_package(raw: bytes, part: str) -> None:
    """Refuse what is no sound Office file with this part, or unpacks to more than a document holds.

    Every part is unpacked once, at most as far as it says it goes, and checked: what is read after that has
    the size it claims.

    Raises:
        UnreadableDocumentError: says which of these it is.
    """
    if raw.startswith(OLD_OFFICE):
        raise UnreadableDocumentError(Unreadable.ENCRYPTED if PROTECTED in raw else Unreadable.OLD_FORMAT)
    if not raw.startswith(b"PK"):
        raise UnreadableDocumentError(Unreadable.NOT_THAT_KIND)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _require_sound(package, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise UnreadableDocumentError(Unreadable.DAMAGED) from error


def _require_sound(package: zipfile.ZipFile, part: str) -> None:
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise UnreadableDocumentError(Unreadable.SWOLLEN)
    if any(one.flag_bits & 1 for one in parts):
        raise UnreadableDocumentError(Unreadable.ENCRYPTED)
    if part not in package.namelist():
        raise UnreadableDocumentError(Unreadable.NOT_THAT_KIND)
    if package.testzip() is not None:
        raise UnreadableDocumentError(Unreadable.DAMAGED)
