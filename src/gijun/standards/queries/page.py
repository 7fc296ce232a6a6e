"""The page of a standard: sentences side by side, and what changed from version to version."""

from dataclasses import dataclass
from datetime import datetime

from gijun.organisation import authority
from gijun.organisation.models import Person
from gijun.standards.models import Standard, StandardVersion
from gijun.standards.queries import visible
from gijun.standards.queries.exceptions import ShownChange, ShownTable, shown_changes, shown_table
from gijun.standards.rules.content import Content, content_hash, gaps, sentence_of
from gijun.standards.rules.difference import Piece, between_lists, between_texts
from gijun.standards.terms import Basis, Gap, Language, SentenceChannel, Validity


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """What is said on one channel; words of its own, or those for every channel."""

    channel: SentenceChannel
    own: dict[str, str]  # language → words; only languages it has

    @property
    def korean(self) -> str:
        return self.own.get(Language.KOREAN, "")

    @property
    def english(self) -> str:
        return self.own.get(Language.ENGLISH, "")


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that changed since the version before."""

    channel: str
    language: str
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class VersionDetail:
    """A version, what it is at the time asked for, and how it differs from the one before."""

    version: StandardVersion
    validity: Validity
    content: Content
    content_hash: str
    sentences: list[SentenceLine]
    changes: list[SentenceChange]  # empty for the first version
    steps: list[Piece]  # empty where no step changed
    explanation: list[Piece]  # empty where it did not change
    exceptions: ShownTable | None
    exception_changes: list[ShownChange]


@dataclass(frozen=True, slots=True)
class StandardPage:
    """A standard with every version the person may see, the newest first."""

    standard: Standard
    versions: list[VersionDetail]
    may_write: bool
    may_publish: bool

    @property
    def current(self) -> VersionDetail | None:
        """The version in force."""
        return next((one for one in self.versions if one.validity is Validity.IN_FORCE), None)

    @property
    def draft(self) -> VersionDetail | None:
        return next((one for one in self.versions if one.validity is Validity.DRAFT), None)

    @property
    def lacking(self) -> tuple[Gap, ...]:
        """What keeps the draft from being published."""
        if self.draft is None:
            return ()
        return gaps(self.draft.content, self.draft.version.number, basis=Basis.AGREED)

    @property
    def coming(self) -> VersionDetail | None:
        """The version that is scheduled."""
        return next((one for one in self.versions if one.validity is Validity.SCHEDULED), None)


def standard_page(person: Person, standard_id: int, at: datetime) -> StandardPage:
    """Everything the page of a standard shows.

    Raises:
        Standard.DoesNotExist: there is none that the person may see.
    """
    standard = visible.standard(person, standard_id)
    seen = visible.versions(person).filter(standard=standard).select_related("author")
    rows = list(seen.prefetch_related("sentences", "checklist").order_by("number"))
    contents = [row.content() for row in rows]
    details = [
        _detail(row, content, before, at)
        for row, content, before in zip(rows, contents, [None, *contents], strict=False)
    ]
    return StandardPage(
        standard=standard,
        versions=details[::-1],
        may_write=authority.allows(person, visible.WRITE, team_id=standard.team_id),
        may_publish=authority.allows(person, "standards.publish", team_id=standard.team_id),
    )


def _detail(row: StandardVersion, content: Content, before: Content | None, at: datetime) -> VersionDetail:
    return VersionDetail(
        version=row,
        validity=row.validity(at),
        content=content,
        content_hash=content_hash(content),
        sentences=_lines(content),
        changes=_changes(before, content) if before else [],
        steps=between_lists(_texts(before), _texts(content))
        if before and before.steps != content.steps
        else [],
        explanation=between_texts(before.explanation, content.explanation)
        if before and before.explanation != content.explanation
        else [],
        exceptions=shown_table(content.exceptions),
        exception_changes=shown_changes(before, content),
    )


def _texts(content: Content) -> list[str]:
    return [step.text for step in content.steps]


def _lines(content: Content) -> list[SentenceLine]:
    """Channels with words of their own, every channel first."""
    lines = []
    for channel in SentenceChannel:
        own = {one.language: one.text for one in content.sentences if one.channel == channel}
        if own:
            lines.append(SentenceLine(channel, own))
    return lines


def _changes(before: Content, after: Content) -> list[SentenceChange]:
    changes = []
    for channel in SentenceChannel:
        for language in Language:
            old = sentence_of(before.sentences, channel, language)
            new = sentence_of(after.sentences, channel, language)
            if old != new:
                changes.append(
                    SentenceChange(str(channel.label), str(language.label), between_texts(old, new))
                )
    return changes
