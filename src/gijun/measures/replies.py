"""Whose words went out: agreed sentences, personal scripts, or the person's own."""

from collections.abc import Iterable
from dataclasses import dataclass

from gijun.measures.compute import Question
from gijun.measures.in_use import Share, asked_report
from gijun.measures.lake import Lake


@dataclass(frozen=True, slots=True)
class WordsOfReplies:
    """Replies by people, and whose words they hold; a reply with both kinds counts in both."""

    replies: int
    with_agreed: int
    with_script: int
    with_both: int

    @property
    def agreed(self) -> Share:
        return Share(self.with_agreed, self.replies)

    @property
    def unofficial(self) -> Share:
        return Share(self.with_script, self.replies)

    @property
    def own(self) -> Share:
        """Neither an agreed sentence nor a script."""
        return Share(self.replies - self.with_agreed - self.with_script + self.with_both, self.replies)


@dataclass(frozen=True, slots=True)
class Counted:
    """The replies of a team about a reason. ``reason_id``: none was chosen."""

    reason_id: int | None
    team_id: int
    words: WordsOfReplies


@dataclass(frozen=True, slots=True)
class SnippetInUse:
    """A personal script over a period."""

    snippet_id: int
    replies: int
    people: int
    edited_share: float  # mean share of its words that was changed


def words_of_replies(opened: Lake, question: Question) -> list[Counted]:
    """Replies of the period by reason and team; on a lake that is prepared for the question."""
    rows = asked_report(opened, question, "words_of_replies", {})
    return [Counted(reason_id, team_id, WordsOfReplies(*counts)) for reason_id, team_id, *counts in rows]


def snippets_in_use(opened: Lake, question: Question) -> list[SnippetInUse]:
    """Scripts said in the period, the most used first; on a lake that is prepared for the question."""
    return [SnippetInUse(*row) for row in asked_report(opened, question, "snippets_in_use", {})]


def added_up(counted: Iterable[Counted]) -> WordsOfReplies:
    """All of them together: sums, of which shares are made last."""
    found = [one.words for one in counted]
    return WordsOfReplies(
        replies=sum(one.replies for one in found),
        with_agreed=sum(one.with_agreed for one in found),
        with_script=sum(one.with_script for one in found),
        with_both=sum(one.with_both for one in found),
    )


def by_reason(counted: Iterable[Counted]) -> list[tuple[int | None, WordsOfReplies]]:
    """Each reason added up over its teams, the most replies from scripts first."""
    told = list(counted)
    sums = [
        (reason_id, added_up(one for one in told if one.reason_id == reason_id))
        for reason_id in {one.reason_id for one in told}
    ]
    return sorted(sums, key=lambda one: (-one[1].with_script, -one[1].replies, one[0] or 0))


def by_team(counted: Iterable[Counted]) -> list[tuple[int, WordsOfReplies]]:
    """Each team added up over its reasons, the most replies from scripts first."""
    told = list(counted)
    sums = [
        (team_id, added_up(one for one in told if one.team_id == team_id))
        for team_id in {one.team_id for one in told}
    ]
    return sorted(sums, key=lambda one: (-one[1].with_script, -one[1].replies, one[0]))
