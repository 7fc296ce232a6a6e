"""The port through which reports leave as letters to colleagues. Mail registers itself here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside the letter, named so that the HTML can ask for it as ``cid:name``."""

    name: str
    content: bytes  # PNG


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes along."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one colleague. ``key``: the same at every try."""

    key: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    pictures: Sequence[Picture] = ()
    enclosures: Sequence[Enclosure] = ()


@dataclass(frozen=True, slots=True)
class Handed:
    """How handing a letter over ended. ``is_unsure``: it may have left all the same."""

    accepted: bool
    final: bool = False  # a refusal that no further try will change
    is_unsure: bool = False
    answer: str = ""  # what the other side said, without addresses


class Postman(Protocol):
    """Hands one letter over; never called in a transaction."""

    def is_ready(self) -> bool:
        """Is there a way out at all?"""
        ...

    def hand_over(self, letter: Letter) -> Handed: ...


_postmen: list[Postman] = []


def register(postman: Postman) -> None:
    """Let letters leave by this way; called from an ``AppConfig.ready``."""
    _postmen[:] = [postman]


def postman() -> Postman | None:
    """The way out, where there is one that is ready."""
    return next((one for one in _postmen if one.is_ready()), None)
