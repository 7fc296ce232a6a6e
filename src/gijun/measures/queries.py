"""Measures as a person may see them, and growth figures."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from gijun.desk.terms.modes import ModeKind
from gijun.events import log
from gijun.measures import compute, engines, in_use, lake, registry, replies, wrapping
from gijun.measures.compute import Question, Result, TeamDay
from gijun.measures.in_use import HangsOnFew, InUse
from gijun.measures.models import GrowthDraft, GrowthFigure
from gijun.measures.replies import SnippetInUse, WordsOfReplies
from gijun.measures.terms import GrowthKind, Remark
from gijun.measures.wrapping import WrapUps
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import business_day_of
from gijun.science.worktime import BusinessDay
from gijun.standards.queries.measured import Measured, measured_standards, steps_of_versions
from gijun.standards.queries.reasons import reason_names
from gijun.standards.queries.scripts import NamedSnippet, named_snippets

VIEW = "measures.view"
IMPORT = "measures.import"
LONGEST = 366  # days


@dataclass(frozen=True, slots=True)
class Selection:
    """What is looked at: days from first to last, a channel, a team with all below it, a mode; empty: all."""

    first: date
    last: date
    channel: str = ""
    team_id: int | None = None
    mode: str = ""  # of the centre when a contact came in

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


@dataclass(frozen=True, slots=True)
class Overview:
    """Every measure over a selection, and how fresh it is."""

    selection: Selection
    results: list[Result]
    as_of: datetime
    position: int  # of the last fact that is counted
    through: date  # the last day of the selection that has begun
    ahead: int = 0  # facts dated later than that; not counted, so the figures are incomplete


def overview(person: Person, selection: Selection) -> Overview:
    """Every measure, over the teams of the selection that the person may see.

    Values count what happened in those teams; whether a customer came again looks at the whole log.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    with engines.opened() as opened:
        question = question_of(person, selection, opened.manifest.as_of_ms)
        found = compute.results(opened, question, registry.measures())
        as_of = log.from_ms(opened.manifest.as_of_ms)
        through = max((one.day for one in question.team_days), default=selection.first)
        told = opened.manifest
        return Overview(selection, found, as_of, told.position, through, told.ahead)


def by_mode(person: Person, selection: Selection) -> dict[str, list[Result]]:
    """Measures of contacts in each operating mode, whatever mode the selection names.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    return {mode: overview(person, replace(selection, mode=mode)).results for mode in ModeKind.values}


@dataclass(frozen=True, slots=True)
class StandardsInUse:
    """Standards in use over a selection, with what they are called; reasons that hang on few; whose words."""

    lines: list[tuple[Measured, InUse]]
    few: list[tuple[str, HangsOnFew]]
    words: "WhoseWords"


@dataclass(frozen=True, slots=True)
class WhoseWords:
    """Replies with agreed sentences, personal scripts and own words. A reason without a name: none chosen."""

    total: WordsOfReplies
    by_reason: list[tuple[str, WordsOfReplies]]
    by_team: list[tuple[str, WordsOfReplies]]
    scripts: list[tuple[NamedSnippet, SnippetInUse]]  # those the person sees, the most used first


def standards_in_use(person: Person, selection: Selection) -> StandardsInUse:
    """How the standards the person sees are used in the teams of the selection.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    seen = {one.standard_id: one for one in measured_standards(person)}
    names = reason_names()
    teams = {team.pk: team for team in Team.objects.all()}
    with lake.opened() as opened:
        question = question_of(person, selection, opened.manifest.as_of_ms)
        compute.prepare(opened, question)
        used = in_use.standards_in_use(
            opened,
            question,
            scope={one.standard_id: one.reason_ids for one in seen.values()},
            steps=steps_of_versions(),
            lineages={pk: team.lineage for pk, team in teams.items()},
        )
        few = in_use.hangs_on_few(opened, question)
        words = _whose_words(person, opened, question, names, {pk: team.name for pk, team in teams.items()})
    return StandardsInUse(
        lines=[(seen[one.standard_id], one) for one in used if one.standard_id in seen],
        few=[(names.get(one.reason_id, str(one.reason_id)), one) for one in few],
        words=words,
    )


def _whose_words(
    person: Person, opened: lake.Lake, question: Question, reasons: dict[int, str], teams: dict[int, str]
) -> WhoseWords:
    counted = replies.words_of_replies(opened, question)
    used = replies.snippets_in_use(opened, question)
    named = named_snippets(person, [one.snippet_id for one in used])
    return WhoseWords(
        total=replies.added_up(counted),
        by_reason=[
            ("" if pk is None else reasons.get(pk, str(pk)), words)
            for pk, words in replies.by_reason(counted)
        ],
        by_team=[(teams.get(pk, str(pk)), words) for pk, words in replies.by_team(counted)],
        scripts=[(named[one.snippet_id], one) for one in used if one.snippet_id in named],
    )


def wrap_ups(person: Person, selection: Selection) -> list[tuple[str, WrapUps]]:
    """What wrapping up cost in the teams of the selection: all together first (no name), then by reason.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    names = reason_names()
    with lake.opened() as opened:
        found = wrapping.wrap_ups(opened, question_of(person, selection, opened.manifest.as_of_ms))
    return [
        ("" if one.reason_id is None else names.get(one.reason_id, str(one.reason_id)), one) for one in found
    ]


def question_of(person: Person, selection: Selection, as_of_ms: int) -> Question:
    """The selection over the teams that the person may see, as far as is known at ``as_of_ms``."""
    teams = {team.pk: team for team in Team.objects.all()}
    seen, _above = authority.teams_with(person, VIEW)
    chosen = selection.team_id
    picked = frozenset(pk for pk in seen if chosen is None or chosen in teams[pk].lineage)
    rules = {pk: BusinessDay(teams[pk].zone, teams[pk].day_starts_at_min) for pk in picked}
    return Question(
        first=selection.first,
        last=selection.last,
        channels=(selection.channel,) if selection.channel else (),
        team_ids=picked,
        centres={pk: team.centre_id for pk, team in teams.items()},
        team_days=list(_team_days(selection, rules, as_of_ms)),
        mode=selection.mode,
    )


def _team_days(selection: Selection, rules: dict[int, BusinessDay], as_of_ms: int) -> Iterator[TeamDay]:
    """Days that have begun somewhere; a team where one has not is shown as it stands now."""
    begun = max((rule.of(as_of_ms)[0] for rule in rules.values()), default=selection.first)
    for day in selection.days:
        if day <= begun:
            for team_id, rule in rules.items():
                begin_ms, end_ms = rule.bounds(day)
                yield TeamDay(team_id, day, begin_ms, min(end_ms, as_of_ms))


def teams_seen_by(person: Person) -> QuerySet[Team]:
    """Teams whose measures the person sees, each after the one above it."""
    seen, _above = authority.teams_with(person, VIEW)
    return Team.objects.filter(pk__in=seen).order_by("path")


def centres_importable_by(person: Person) -> QuerySet[Team]:
    """Centres for which the person may import growth figures, by name."""
    may, _above = authority.teams_with(person, IMPORT)
    return Team.objects.filter(pk__in=may, parent=None).order_by("name", "id")


def today(person: Person, at: datetime) -> date:
    """The business day at ``at`` in the first centre the person sees."""
    first = teams_seen_by(person).values_list("pk", flat=True).first()
    return business_day_of(first).of(log.to_ms(at))[0]


def draft_of(person: Person, draft_id: int) -> GrowthDraft:
    """A file the person read in.

    Raises:
        GrowthDraft.DoesNotExist: there is none, or it is somebody else's.
    """
    return GrowthDraft.objects.get(pk=draft_id, person=person)


def figures_in_force(person: Person) -> QuerySet[GrowthFigure]:
    """Growth figures of the centres the person may import for, the latest day first."""
    centres = centres_importable_by(person)
    return GrowthFigure.objects.filter(team__in=centres).select_related("team").order_by("-day", "kind", "id")


@dataclass(frozen=True, slots=True)
class Change:
    """What a figure of a file does. ``before``: the figure in force; none: there is none yet."""

    centre: str
    kind: str
    day: date
    before: int | None
    after: int

    @property
    def kind_label(self) -> str:
        return str(GrowthKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would do."""

    new: list[Change]
    corrected: list[Change]
    unchanged: int


def preview(draft: GrowthDraft) -> Preview:
    """Compare a file that was read with the figures in force."""
    names = dict(Team.objects.filter(parent=None).values_list("pk", "name"))
    in_force = {
        (row.team_id, row.kind, row.day): row.amount
        for row in GrowthFigure.objects.filter(team_id__in={figure[0] for figure in draft.figures})
    }
    changes = []
    for team_id, kind, written_day, amount in draft.figures:
        day = date.fromisoformat(str(written_day))
        before = in_force.get((int(team_id), str(kind), day))
        changes.append(Change(names.get(int(team_id), ""), str(kind), day, before, int(amount)))
    return Preview(
        new=[one for one in changes if one.before is None],
        corrected=[one for one in changes if one.before not in {None, one.after}],
        unchanged=sum(one.before == one.after for one in changes),
    )


@dataclass(frozen=True, slots=True)
class Oddity:
    """What is odd about a file, in words, for days from first to last."""

    centre: str
    kind: str
    first: date
    last: date
    remark: str


def remarks(draft: GrowthDraft) -> list[Oddity]:
    """What was odd about a file that was read."""
    names = dict(Team.objects.filter(parent=None).values_list("pk", "name"))
    return [
        Oddity(
            centre=names.get(int(team_id), ""),
            kind=str(GrowthKind(str(kind)).label),
            first=date.fromisoformat(str(first)),
            last=date.fromisoformat(str(last)),
            remark=str(Remark(str(remark)).label),
        )
        for remark, team_id, kind, first, last in draft.remarks
    ]
