"""The file: a compressed tar whose last member is a manifest with the hash of every other one."""

import hashlib
import hmac
import io
import json
import os
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
COMPRESSION = 3  # most of it is encrypted and does not get smaller


class BackupError(Exception):
    """A backup cannot be made or taken in; the message is meant for the person at the terminal."""


@dataclass
class Manifest:
    """What the file holds, and what it takes to use it."""

    version: str
    made_at_ms: int
    database: str  # sqlite or postgresql
    migrations: list[str]
    key_mark: str  # tells whether an installation has the key to the originals, not what the key is
    members: dict[str, str] = field(default_factory=dict)  # sha256 by name
    format: int = FORMAT


def key_mark(data_key: str) -> str:
    return hmac.new(data_key.encode(), b"gijun backup", hashlib.sha256).hexdigest()


class Writer:
    """Adds members and remembers their hashes."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest) -> None:
        self._tar = tar
        self._manifest = manifest

    def add(self, name: str, path: Path) -> None:
        """Add a file of any size that nobody changes meanwhile."""
        with path.open("rb") as file:
            self._manifest.members[name] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            about = tarfile.TarInfo(name)
            about.size = path.stat().st_size
            self._tar.addfile(about, file)

    def add_bytes(self, name: str, content: bytes) -> None:
        self._manifest.members[name] = hashlib.sha256(content).hexdigest()
        self._put(name, content)

    def finish(self) -> None:
        self._put(MANIFEST, json.dumps(asdict(self._manifest), indent=1).encode())

    def _put(self, name: str, content: bytes) -> None:
        about = tarfile.TarInfo(name)
        about.size = len(content)
        self._tar.addfile(about, io.BytesIO(content))


@contextmanager
def writing(path: Path, manifest: Manifest) -> Iterator[Writer]:
    """Write beside the file and put it in place only when it is whole; nobody else may read it.

    Raises:
        BackupError: the file exists already.
    """
    if path.exists():
        raise BackupError(f"{path} exists already. Choose another name.")
    fresh = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        number = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(number, "wb") as file,
            tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as tar,
        ):
            writer = Writer(tar, manifest)
            yield writer
            writer.finish()
        fresh.rename(path)
    finally:
        fresh.unlink(missing_ok=True)


def unpack(path: Path, folder: Path) -> Manifest:
    """Unpack into an empty folder and compare every hash.

    Raises:
        BackupError: it is no backup, is cut off, or a member was changed, added or lost.
    """
    try:
        with tarfile.open(path, mode="r|gz") as tar:
            found = {member.name: _unpack_one(tar, member, folder) for member in tar}
    except FileNotFoundError as error:
        raise BackupError(f"There is no file {path}.") from error
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise BackupError(f"{path} cannot be read to its end: {error}.") from error
    if found.pop(MANIFEST, None) is None:
        raise BackupError(f"{path} is not a whole backup: it has no manifest.")
    manifest = _manifest_in(folder / MANIFEST)
    wrong = sorted(
        name for name in {*found, *manifest.members} if found.get(name) != manifest.members.get(name)
    )
    if wrong:
        raise BackupError(f"{len(wrong)} members are not what was backed up, the first is {wrong[0]}.")
    return manifest


def _manifest_in(path: Path) -> Manifest:
    told = json.loads(path.read_text())
    if told.get("format") != FORMAT:
        raise BackupError(f"This version reads format {FORMAT} of a backup, not {told.get('format')}.")
    return Manifest(**told)


def _unpack_one(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    target = folder / member.name
    if not member.isfile() or ".." in Path(member.name).parts or Path(member.name).is_absolute():
        raise BackupError(f"{member.name!r} has no place in a backup.")
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    content = tar.extractfile(member)
    assert content is not None  # noqa: S101 -- only what is no regular file has no content
    with target.open("wb") as file:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
