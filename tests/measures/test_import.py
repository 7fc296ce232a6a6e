"""Growth figures go in once, are corrected by a new fact, and only by those who may."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.measures import actions, queries
from gijun.measures.actions import Growth
from gijun.measures.errors import MeasuresError
from gijun.measures.models import GrowthDraft, GrowthFigure
from tests import make
from tests.committed import race
from tests.make import NOON

DAY = date(2026, 11, 24)
FILE = '날짜,주문,결제\n2026-11-23,100,\n2026-11-24,"1,200",900\n어제,1,1\n'.encode("cp949")


def told():
    rows = Event.objects.filter(name="measures.growth_recorded").order_by("position")
    return [(row.team_id, row.data["kind"], row.data["amount"]) for row in rows]


def read(content, centre, by):
    return actions.read_growth_file(content, centre_id=centre.pk, by=by, at=NOON)


def test_reading_a_file_imports_nothing(centre, manager):
    draft = read(FILE, centre, manager)

    assert len(draft.figures) == 3
    assert draft.faults == [[4, "날짜", "bad_date", "어제"]]
    assert (GrowthFigure.objects.count(), told()) == (0, [])


def test_the_good_rows_go_in_with_a_fact_each(centre, manager):
    draft = read(FILE, centre, manager)

    done = actions.import_growth(draft.pk, by=manager, at=NOON)

    assert (done.changed, done.imported_at) == (3, NOON)
    assert list(GrowthFigure.objects.order_by("day", "kind").values_list("kind", "day", "amount")) == [
        ("orders", date(2026, 11, 23), 100),
        ("orders", DAY, 1200),
        ("payments", DAY, 900),
    ]
    assert told() == [(centre.pk, "orders", 100), (centre.pk, "orders", 1200), (centre.pk, "payments", 900)]
    fact = Event.objects.filter(name="measures.growth_recorded").latest("position")
    assert (fact.data["day_number"], fact.actor_id, fact.happened_at_ms) == (
        (DAY - date(1970, 1, 1)).days,
        manager.pk,
        int(NOON.timestamp() * 1000),
    )


def test_the_same_file_again_changes_nothing(centre, manager):
    first = read(FILE, centre, manager)
    actions.import_growth(first.pk, by=manager, at=NOON)
    facts = told()

    assert actions.import_growth(first.pk, by=manager, at=NOON + timedelta(hours=1)).imported_at == NOON
    again = read(FILE, centre, manager)
    assert queries.preview(again) == queries.Preview(new=[], corrected=[], unchanged=3)
    assert actions.import_growth(again.pk, by=manager, at=NOON).changed == 0

    assert told() == facts


def test_a_corrected_figure_is_a_new_fact(centre, manager):
    actions.import_growth(read(FILE, centre, manager).pk, by=manager, at=NOON)

    draft = read(b"date,orders\n2026-11-24,1300\n2026-11-22,7", centre, manager)
    preview = queries.preview(draft)
    actions.import_growth(draft.pk, by=manager, at=NOON)

    assert [(one.day, one.before, one.after) for one in preview.corrected] == [(DAY, 1200, 1300)]
    assert [(one.day, one.before, one.after) for one in preview.new] == [(date(2026, 11, 22), None, 7)]
    assert told()[3:] == [(centre.pk, "orders", 1300), (centre.pk, "orders", 7)]
    assert GrowthFigure.objects.get(kind="orders", day=DAY).amount == 1300


def test_a_file_nobody_imported_is_forgotten_with_the_next_one(centre, manager):
    read(FILE, centre, manager)
    second = read(FILE, centre, manager)

    assert list(GrowthDraft.objects.values_list("pk", flat=True)) == [second.pk]


def test_a_file_is_its_reader_s_alone(centre, manager):
    other = make.person("other", centre, "operations_manager")
    draft = read(FILE, centre, manager)

    with pytest.raises(GrowthDraft.DoesNotExist):
        actions.import_growth(draft.pk, by=other, at=NOON)


@pytest.mark.parametrize(
    "role", ["agent", "team_lead", "trainer", "policy_owner", "it_administrator", "observer"]
)
def test_others_may_not_read_files_in(centre, role):
    person = make.person("p", centre, role)

    with pytest.raises(PermissionDenied):
        read(FILE, centre, person)


@pytest.mark.parametrize("role", ["operations_manager", "centre_head", "cx_operator"])
def test_managers_and_operators_may(centre, role):
    person = make.person("p", centre, role)

    assert actions.import_growth(read(FILE, centre, person).pk, by=person, at=NOON).changed == 3


def test_not_for_another_centre(centre, manager):
    other = make.centre("부산센터")

    with pytest.raises(PermissionDenied):
        read(FILE, other, manager)
    draft = read("date,centre,orders\n2026-11-24,부산센터,5".encode(), centre, manager)

    assert (draft.figures, draft.faults) == ([], [[2, "centre", "unknown_centre", "부산센터"]])


def test_a_team_has_no_growth_of_its_own(centre, team, manager):
    with pytest.raises(MeasuresError):
        actions.record_growth([Growth(team.pk, "orders", DAY, 5)], by=manager, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.record_growth([Growth(make.centre("b").pk, "orders", DAY, 5)], by=manager, at=NOON)

    assert told() == []


def test_what_changed_since_the_file_was_read_is_seen_when_it_goes_in(centre, manager):
    draft = read(FILE, centre, manager)
    actions.record_growth([Growth(centre.pk, "orders", DAY, 1200)], by=None, at=NOON)

    assert actions.import_growth(draft.pk, by=manager, at=NOON).changed == 2


@pytest.mark.threads
def test_an_import_that_races_itself_happens_once(committed_db):
    centre = make.centre()
    manager = make.person("m", centre, "operations_manager")
    draft = read(FILE, centre, manager)

    def go(_number):
        return actions.import_growth(draft.pk, by=manager, at=NOON)

    race(go, (1,), (2,), (3,))

    assert len(told()) == 3
    assert GrowthFigure.objects.count() == 3
