"""Names of attached files: data to be shown, never a path."""

import re
import unicodedata

LONGEST = 200  # characters
EXTENSIONS = {
    "application/gzip": "gz",
    "application/haansofthwp": "hwp",
    "application/haansofthwpx": "hwpx",
    "application/hwp+zip": "hwpx",
    "application/json": "json",
    "application/msword": "doc",
    "application/pdf": "pdf",
    "application/pkcs7-signature": "p7s",
    "application/rtf": "rtf",
    "application/vnd.hancom.hwp": "hwp",
    "application/vnd.hancom.hwpx": "hwpx",
    "application/vnd.ms-excel": "xls",
    "application/vnd.ms-powerpoint": "ppt",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/x-hwp": "hwp",
    "application/x-pkcs7-signature": "p7s",
    "application/xml": "xml",
    "application/zip": "zip",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "image/bmp": "bmp",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/tiff": "tiff",
    "image/webp": "webp",
    "message/delivery-status": "txt",
    "message/disposition-notification": "txt",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "txt",
    "text/rfc822-headers": "txt",
    "text/vcard": "vcf",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
}
SIGNATURES = {
    b"%PDF-": "pdf",
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpg",
    b"GIF8": "gif",
    b"PK\x03\x04": "zip",
}
TURNING = (
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # fdp.exe looks like exe.pdf
)


def file_name(given: str, *, content_type: str, content: bytes, place: int) -> str:
    """A name to show for a file: composed letters, without folders and without what cannot be seen.

    Args:
        given: as the mail names it; a file without a usable name gets a generated one.
        place: which file of the mail it is, from 1.
    """
    composed = unicodedata.normalize("NFC", given)
    seen = "".join(
        letter for letter in composed if letter not in TURNING and unicodedata.category(letter) != "Cc"
    )
    name = re.split(r"[/\\]", seen)[-1].strip().rstrip(". ")
    if not name.strip("."):
        return f"attachment-{place}.{_extension(content_type, content)}"
    return _shortened(name)


def _extension(content_type: str, content: bytes) -> str:
    """By the content's type, or where that says nothing by its first bytes."""
    known = EXTENSIONS.get(content_type)
    return known or next((end for start, end in SIGNATURES.items() if content.startswith(start)), "bin")


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".")
    if len(name) <= LONGEST or not dot or len(extension) > 10:
        return name[:LONGEST]
    return stem[: LONGEST - len(extension) - 1] + dot + extension
