"""What holds for every log."""

from datetime import date
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gijun.measures import lake
from tests.measures.told import DAY, Story, after, contacts, measured, rolled_back

# (what, ticket, agent or customer, minutes after the one before)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["come", "reply", "solve", "reopen", "assign", "merge", "void", "work", "use"]),
        st.integers(1, 3),
        st.integers(1, 3),
        st.sampled_from([0, 1, 30, DAY, 5 * DAY]),
    ),
    max_size=25,
)
SLOW = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Desk:
    """Plays steps, keeping to what a desk could do: no facts of a ticket that is not there or was merged."""

    def __init__(self, story: Story) -> None:
        self.story, self.minutes, self.contacts = story, 0, 0
        self.tickets: dict[int, int] = {}  # ticket → its last contact
        self.merged: set[int] = set()
        self.voided: set[int] = set()

    def play(self, steps) -> None:
        for what, ticket, who, pause in steps:
            self.minutes += pause
            if what == "come":
                self.come(ticket, who)
            elif ticket in self.tickets:
                self.go_on(what, ticket, self.tickets[ticket], who)

    def come(self, ticket: int, customer: int) -> None:
        if ticket in self.merged:
            return
        self.contacts += 1
        if ticket not in self.tickets:
            self.story.ticket(ticket, self.minutes, customer=customer)
        self.story.contact(self.contacts, ticket, self.minutes, customer=customer)
        self.tickets[ticket] = self.contacts

    def go_on(self, what: str, ticket: int, contact: int, who: int) -> None:
        story, minutes = self.story, self.minutes
        match what:
            case "reply":
                story.reply(contact, ticket, minutes, agent=who, message=minutes)
            case "solve":
                story.solve(contact, ticket, minutes, reason=who)
            case "reopen":
                story.reopen(contact, ticket, minutes)
            case "assign":
                story.assign(ticket, minutes, agent=who, contact=contact)
            case "work":
                story.work(contact, ticket, minutes, agent=who, worked_min=who)
            case "use":
                story.use(contact, ticket, minutes, message=minutes, found_ms=who * 10_000)
            case "void":
                story.void(contact, minutes)
                self.voided.add(contact)
            case "merge" if who in self.tickets and who != ticket:
                story.merge(ticket, minutes, into=who)
                self.merged.add(ticket)
                del self.tickets[ticket]


def figures(person, at_min):
    found = measured(person, at_min=at_min, last=date(2027, 12, 31), first=date(2026, 11, 20))
    return {name: (result.total, result.days) for name, result in found.items()}


@SLOW
@given(steps=STEPS)
def test_offered_is_opened_less_void_shares_are_shares_and_days_add_up(team, manager, settings, steps):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        desk = Desk(Story(team.pk))
        desk.play(steps)

        found = measured(manager, at_min=desk.minutes + 8 * DAY, last=date(2027, 12, 31))

    assert found["offered"].total.numerator == desk.contacts - len(desk.voided)
    assert found["answered"].total.numerator <= found["offered"].total.numerator
    for result in found.values():
        for figure in (result.total, *result.days.values()):
            if result.measure.unit == "share" and figure.low is not None:
                assert 0 <= figure.low <= figure.value <= figure.high <= 1
        if result.measure.total == "period" and result.measure.form in {"count", "ratio", "mean"}:
            for part in ("numerator", "n", "immature"):
                assert sum(getattr(day, part) for day in result.days.values()) == getattr(result.total, part)
    for name in ("first_contact_resolution", "one_stop"):
        assert found[name].total.n <= found["answered"].total.n


@SLOW
@given(steps=STEPS)
def test_a_stranger_s_contact_changes_nothing_of_the_others(team, manager, settings, steps):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        story = Story(team.pk)
        desk = Desk(story)
        desk.play(steps)
        measured(manager, at_min=desk.minutes + 8 * DAY)
        before = contacts()

        story.begin(99, 99, desk.minutes + 1, customer=99)
        story.reply(99, 99, desk.minutes + 2, agent=9, message=-1)
        story.solve(99, 99, desk.minutes + 3, reason=99)
        measured(manager, at_min=desk.minutes + 8 * DAY)

        assert contacts()[:-1] == before


@SLOW
@given(steps=STEPS, cuts=st.lists(st.integers(0, 25), max_size=3))
def test_refreshed_bit_by_bit_or_built_anew_the_figures_are_the_same(team, manager, settings, steps, cuts):
    with rolled_back(), TemporaryDirectory() as folder:
        settings.LAKE = folder
        desk = Desk(Story(team.pk))
        for start, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(steps)], strict=True):
            desk.play(steps[start:end])
            assert lake.refresh(lambda: after(desk.minutes))
        at_min = desk.minutes + 8 * DAY
        grown, bit_by_bit = contacts(), figures(manager, at_min)

        assert lake.refresh(lambda: after(at_min), anew=True)

        assert contacts() == grown
        assert figures(manager, at_min) == bit_by_bit
