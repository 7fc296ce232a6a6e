"""Documents prepared for search: what an index file holds, and how several become one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeAlias

import numpy as np
import numpy.typing as npt

from gijun.science.korean import normalise, without_spaces
from gijun.science.search import container, initials, terms
from gijun.science.search.errors import IndexFileError
from gijun.science.search.keys import Keys, key_of
from gijun.science.search.postings import Gathering, Postings, assembled

TITLE = "title"  # the field that names a document; where there is none, the one with the greatest weight

MOST_LEARNED = 100.0  # weight of a term, in nats: far above any that use can teach

Tokenise: TypeAlias = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A text to be found, by the name of each of its fields; the lines of a title are names of their own."""

    id: int
    fields: Mapping[str, str]
    morphemes: Mapping[str, Sequence[str]] | None = None  # of each field, where they are known already
    learned: Mapping[str, float] = field(default_factory=dict)  # terms that led here, see ``learning``


@dataclass(frozen=True, slots=True)
class Plan:
    """How fields count, the same for all segments that are searched together."""

    weights: Mapping[str, float]
    usual_lengths: Mapping[str, float] = field(default_factory=dict)  # terms in a text of ordinary length

    @property
    def title(self) -> str:
        return TITLE if TITLE in self.weights else max(self.weights, key=lambda name: self.weights[name])


@dataclass(frozen=True, eq=False)
class Segment:
    """Documents in the order of their ids; each is a place, counted from 0."""

    plan: Plan
    ids: npt.NDArray[np.int64]
    postings: Postings
    initials: initials.Initials
    names: Keys  # titles as numbers, in rising order …
    named: npt.NDArray[np.int32]  # … and whose they are

    def save(self, path: Path) -> None:
        """Write the segment to one file."""
        about = {"weights": self.plan.weights, "usual_lengths": self.plan.usual_lengths}
        container.write(path, self._arrays(), about)

    @classmethod
    def open(cls, path: Path, *, verify: bool = True) -> Self:
        """A segment that stays in its file; see ``container.read`` for what is refused."""
        arrays, about = container.read(path, verify=verify)
        try:
            return cls(
                plan=Plan(about["weights"], about["usual_lengths"]),
                ids=arrays["ids"],
                postings=Postings(arrays["keys"], arrays["starts"], arrays["places"], arrays["impacts"]),
                initials=initials.Initials(
                    arrays["letters"], arrays["begins_word"], arrays["bounds"], arrays["steps"]
                ),
                names=arrays["names"],
                named=arrays["named"],
            )
        except KeyError as error:
            raise IndexFileError(f"{path.name} lacks a part of a search index.") from error

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        return {
            "ids": self.ids,
            "keys": self.postings.keys,
            "starts": self.postings.starts,
            "places": self.postings.places,
            "impacts": self.postings.impacts,
            "letters": self.initials.letters,
            "begins_word": self.initials.begins_word,
            "bounds": self.initials.bounds,
            "steps": self.initials.steps,
            "names": self.names,
            "named": self.named,
        }


def build(documents: Iterable[Document], plan: Plan, tokenise: Tokenise | None = None) -> Segment:
    """Prepare documents.

    Args:
        tokenise: gives the morphemes of a text whose document does not bring them; none where absent.

    Raises:
        ValueError: two documents share an id, no field is named, or a weight is not above 0.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    ids = np.array([document.id for document in ordered], np.int64)
    if len(np.unique(ids)) < len(ids):
        raise ValueError("Two documents share an id.")
    if not plan.weights or min(plan.weights.values()) <= 0:
        raise ValueError("Every search needs a field, and every field a weight above 0.")
    gathering, usual_lengths = Gathering(len(ordered)), dict[str, float]()
    for name, weight in plan.weights.items():
        usual_lengths[name] = gathering.add_field(
            [_terms(document, name, tokenise, is_title=name == plan.title) for document in ordered],
            weight,
            usual_length=plan.usual_lengths.get(name),
        )
    gathering.add_weights([_learned(document) for document in ordered])
    titles = [document.fields.get(plan.title, "") for document in ordered]
    return Segment(
        Plan(dict(plan.weights), usual_lengths),
        ids,
        gathering.postings(),
        initials.build(titles),
        *_names(titles),
    )


def name_key(title: str) -> int:
    """The number of a title, the same however it is spaced, composed and capitalised."""
    return key_of(terms.NAME + without_spaces(normalise(title)))


def merged(segments: Sequence[Segment], living: Sequence[npt.NDArray[np.bool_]]) -> Segment:
    """One segment of the living documents of several, without reading their texts again."""
    ids = np.concatenate([one.ids[alive] for one, alive in zip(segments, living, strict=True)])
    order = np.argsort(ids)
    rank = np.empty(len(ids), np.int64)
    rank[order] = np.arange(len(ids))
    moved, before = list[npt.NDArray[np.int64]](), 0
    for alive in living:
        place = np.full(len(alive), -1, np.int64)
        count = int(np.count_nonzero(alive))
        place[alive] = rank[before : before + count]
        moved.append(place)
        before += count
    names = np.concatenate([one.names for one in segments])
    named = np.concatenate([place[one.named] for one, place in zip(segments, moved, strict=True)])
    kept = np.lexsort((named, names))
    kept = kept[named[kept] >= 0]
    return Segment(
        segments[0].plan,
        ids[order],
        _merged_postings([one.postings for one in segments], moved, len(ids)),
        initials.merged([one.initials for one in segments], moved),
        names[kept],
        named[kept].astype(np.int32),
    )


def _merged_postings(
    parts: Sequence[Postings], moved: Sequence[npt.NDArray[np.int64]], documents: int
) -> Postings:
    keys = np.unique(np.concatenate([part.keys for part in parts]))
    term = np.concatenate([np.searchsorted(keys, part.keys)[part.rows()] for part in parts])
    place = np.concatenate([to[part.places] for part, to in zip(parts, moved, strict=True)])
    impacts = np.concatenate([part.impacts for part in parts]).astype(np.float32)
    alive = place >= 0
    return assembled(keys, term[alive], place[alive], impacts[alive], documents)


def _terms(document: Document, name: str, tokenise: Tokenise | None, *, is_title: bool) -> list[str]:
    text = document.fields.get(name, "")
    known = document.morphemes or {}
    morphemes = known[name] if name in known else tokenise(text) if tokenise and text else ()
    across = [pair for line in text.splitlines() for pair in terms.across(line)] if is_title else []
    return terms.of_text(text) + across + terms.of_morphemes(morphemes)


def _learned(document: Document) -> dict[str, float]:
    return {
        terms.LEARNED + term: min(weight, MOST_LEARNED)
        for term, weight in document.learned.items()
        if weight > 0
    }


def _names(titles: Sequence[str]) -> tuple[Keys, npt.NDArray[np.int32]]:
    lines = [
        (line, place) for place, title in enumerate(titles) for line in title.splitlines() if line.strip()
    ]
    keys = np.array([name_key(line) for line, _ in lines], np.uint64)
    places = np.array([place for _, place in lines], np.int32)
    order = np.lexsort((places, keys))
    return keys[order], places[order]
