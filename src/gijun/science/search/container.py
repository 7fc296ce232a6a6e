"""Arrays in one file that is read where it lies: written whole or not at all, refused when torn or foreign.

Layout, little-endian: 8 bytes of magic; version (u32); CRC-32 of all after the first 24 bytes (u32); length
of the file in bytes (u64); length of the header (u64); the header, JSON in UTF-8; the arrays, each at a
multiple of 64 bytes. CRC-32 notices every damage of up to 32 neighbouring bits; it is no seal.
"""

import json
import mmap
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4
from zlib import crc32

import numpy as np
import numpy.typing as npt

from gijun.science.search.errors import IndexFileError

MAGIC = b"GijunIdx"
VERSION = 1
_PREFIX = struct.Struct("<8sIIQ")
_LENGTH = struct.Struct("<Q")
ALIGNED = 64

Arrays = Mapping[str, npt.NDArray[Any]]


def write(path: Path, arrays: Arrays, about: Mapping[str, Any]) -> None:
    """Write arrays and what is to be said about them; readers see the old file or the new one, no part."""
    layout: dict[str, dict[str, Any]] = {}
    at = 0
    for name, one in arrays.items():
        layout[name] = {"type": one.dtype.newbyteorder("<").str, "count": len(one), "at": at}
        at = _aligned(at + one.nbytes)
    header = json.dumps({"about": about, "arrays": layout}, ensure_ascii=False, sort_keys=True).encode()
    begin = _aligned(_PREFIX.size + _LENGTH.size + len(header))
    content = bytearray(begin - _PREFIX.size + at)
    content[: _LENGTH.size] = _LENGTH.pack(len(header))
    content[_LENGTH.size : _LENGTH.size + len(header)] = header
    for name, one in arrays.items():
        from_ = begin - _PREFIX.size + layout[name]["at"]
        little = np.ascontiguousarray(one, one.dtype.newbyteorder("<"))
        content[from_ : from_ + one.nbytes] = little.view(np.uint8).data
    prefix = _PREFIX.pack(MAGIC, VERSION, crc32(content), _PREFIX.size + len(content))
    replace(path, prefix, content)


def replace(path: Path, *parts: bytes | bytearray) -> None:
    """Put a file in the place of another, on the disk before it is seen."""
    draft = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        with draft.open("wb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read(path: Path, *, verify: bool = True) -> tuple[Arrays, Mapping[str, Any]]:
    """Arrays that stay in the file until they are used, and what was said about them.

    Args:
        verify: reckon the checksum, which reads the whole file once.

    Raises:
        IndexFileError: the file is something else, of another version, cut short or damaged.
        FileNotFoundError: there is none.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < _PREFIX.size + _LENGTH.size:
            raise IndexFileError(f"{path.name} is too short to be a search index.")
        content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    magic, version, checksum, length = _PREFIX.unpack_from(content)
    if magic != MAGIC:
        raise IndexFileError(f"{path.name} is not a search index.")
    if version != VERSION:
        raise IndexFileError(
            f"{path.name} is a search index of version {version}; this is version {VERSION}."
        )
    if length != size:
        raise IndexFileError(f"{path.name} has {size} bytes where {length} were written.")
    if verify and crc32(content[_PREFIX.size :]) != checksum:
        raise IndexFileError(f"{path.name} is damaged: its checksum does not agree.")
    return _arrays(path, content)


def _arrays(path: Path, content: memoryview) -> tuple[Arrays, Mapping[str, Any]]:
    (length,) = _LENGTH.unpack_from(content, _PREFIX.size)
    start = _PREFIX.size + _LENGTH.size
    try:
        header = json.loads(bytes(content[start : start + length]))
        begin = _aligned(start + length)
        arrays = {
            name: np.frombuffer(content, one["type"], one["count"], begin + one["at"])
            for name, one in header["arrays"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexFileError(f"{path.name} has an unreadable header.") from error
    return arrays, header["about"]


def _aligned(offset: int) -> int:
    return -(-offset // ALIGNED) * ALIGNED
