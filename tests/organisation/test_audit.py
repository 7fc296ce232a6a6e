"""The audit page: what it tells, to whom, and how far back."""

import pytest
from django.urls import reverse
from django.utils import translation

from gijun.events.facts import KNOWN
from gijun.events.models import Event
from gijun.organisation import actions, authority
from gijun.organisation.models import Team
from gijun.organisation.queries import audit
from gijun.organisation.queries.audit import Asked
from gijun.organisation.terms import Sensitive, SignInRefusal
from tests import make
from tests.make import NOON, at

DAY = NOON.date()


def lines(reader, **asked):
    authority.forget(reader)
    return audit.page(reader, Asked(**asked))[0]


def kinds(reader, **asked) -> list[str]:
    with translation.override("en"):
        return [line.kind for line in lines(reader, **asked)]


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def test_every_fact_of_the_organisation_has_its_words():
    told = {name for name in KNOWN if name.startswith("organisation.")} - audit.OF_THE_DAY
    fields = {
        field
        for name in told
        for field in KNOWN[name].__dataclass_fields__
        if field not in {"name", "version"}
    }

    assert told == audit.KINDS.keys()
    assert fields == audit.WORDS.keys()


def test_looking_at_personal_data_is_kept(admin, lead, english):
    actions.note_sensitive_read(Sensitive.RAW_MAIL, 7, by=lead, at=at(5), ticket_id=12)

    newest = lines(admin)[0]
    assert (newest.actor, newest.kind, newest.at) == ("오실장", "Personal data read", at(5))
    assert newest.about == "Original of a mail · #7 · ticket #12"


def test_facts_speak_in_names(admin, jisu, team, english):
    actions.give_role(jisu.pk, team_id=team.pk, role="trainer", by=admin, at=NOON)
    actions.decide_authority(
        "agent", "desk.export", allowed=True, limit_amount=30_000, approver="team_lead", by=admin, at=NOON
    )
    actions.give_temporary_password(jisu.pk, by=admin, at=NOON)

    assert [(line.actor, line.about) for line in lines(admin)[:3]] == [
        ("최아이티", "한지수 · temporary"),
        ("최아이티", "Agent · Export tickets · allowed · up to ₩30,000 · beyond it: Team lead"),
        ("최아이티", "한지수 · 1팀 · Trainer"),
    ]


def test_what_no_person_did_is_told_apart(admin, english):
    make.centre("부산센터")
    actions.note_failed_sign_in("nobody", reason=SignInRefusal.PASSWORD, at=NOON)
    actions.give_role(admin.pk, team_id=make.centre("대구센터").pk, role="centre_head", by=None, at=NOON)
    for centre in Team.objects.filter(parent=None):
        actions.give_role(admin.pk, team_id=centre.pk, role="it_administrator", by=None, at=NOON)

    who = {(line.kind, line.actor) for line in lines(admin)}

    assert who == {
        ("Sign-in refused", ""),
        ("Team added", "the system"),
        ("Person added", "the system"),
        ("Role given", "the system"),
    }


def test_whoever_was_erased_is_a_number(admin, jisu, english):
    actions.note_sign_in(jisu, at=NOON)
    pk = jisu.pk
    jisu.delete()

    assert lines(admin)[0].about == f"#{pk}"


class TestNarrowing:
    @pytest.fixture(autouse=True)
    def some_facts(self, admin, jisu, lead):
        actions.note_sign_in(jisu, at=at(10))
        actions.note_failed_sign_in("lead", reason=SignInRefusal.PASSWORD, at=at(20))
        actions.note_sensitive_read(Sensitive.EXPORT, 0, by=jisu, at=at(86_400))

    def test_by_who_did_it_or_whom_it_concerns(self, admin):
        assert kinds(admin, person="지수")[:2] == ["Personal data read", "Signed in"]
        assert kinds(admin, person="LEAD") == ["Sign-in refused", "Role given", "Person added"]
        assert kinds(admin, person="nobody") == []

    def test_by_kind(self, admin):
        assert kinds(admin, kind="organisation.sign_in_failed") == ["Sign-in refused"]

    def test_by_day(self, admin):
        assert kinds(admin, day=DAY.replace(day=26)) == ["Personal data read"]
        assert "Signed in" in kinds(admin, day=DAY)

    def test_by_all_together(self, admin):
        assert kinds(admin, person="지수", kind="organisation.signed_in", day=DAY) == ["Signed in"]

    def test_by_the_address_line(self, client, admin):
        client.force_login(admin)

        response = client.get(
            reverse("organisation:audit"), {"person": "지수", "kind": "organisation.signed_in"}
        )

        assert [line.at for line in response.context["lines"]] == [at(10)]

    @pytest.mark.parametrize("query", ["kind=king", "day=yesterday", "before=-1", "before=x"])
    def test_what_is_not_understood_narrows_nothing(self, client, admin, query):
        client.force_login(admin)
        everything = client.get(reverse("organisation:audit")).context["lines"]

        assert client.get(f"{reverse('organisation:audit')}?{query}").context["lines"] == everything


def test_pages_follow_positions_without_gap_or_overlap(client, admin, jisu):
    for second in range(120):
        actions.note_sign_in(jisu, at=at(second))
    client.force_login(admin)
    found, query = [], ""
    while query is not None:
        page = client.get(f"{reverse('organisation:audit')}?kind=organisation.signed_in{query}").context
        found += [line.position for line in page["lines"]]
        actions.note_sign_in(jisu, at=at(999))  # what happens meanwhile moves nothing
        query = f"&before={page['before']}" if page["before"] else None

    expected = list(
        Event.objects.filter(name="organisation.signed_in").order_by("position").values_list("pk", flat=True)
    )
    assert found == list(reversed(expected[:120]))


def test_a_page_asks_the_same_number_of_questions_however_many_people(admin, team, django_assert_num_queries):
    for number in range(40):
        actions.note_sign_in(make.person(f"p{number}", team, "agent"), at=at(number))
    authority.allows_everywhere(admin, "organisation.view_audit")

    with django_assert_num_queries(3):  # facts, and names of people and teams
        assert len(audit.page(admin, Asked())[0]) == audit.LINES


class TestReach:
    def test_a_lead_of_a_branch_sees_the_branch(self, small_admin, jisu, sister, stranger, team):
        minsu = make.person("minsu", sister, "agent", name="강민수")
        for person in (jisu, minsu, stranger):
            actions.note_sign_in(person, at=NOON)
        actions.note_failed_sign_in("nobody", reason=SignInRefusal.PASSWORD, at=NOON)

        seen = lines(small_admin)

        assert [line.actor for line in seen if line.kind == str(audit.KINDS["organisation.signed_in"])] == [
            "한지수"
        ]
        assert not [line for line in seen if "강민수" in line.about or "남모름" in line.about]

    def test_whoever_reaches_everywhere_also_sees_what_concerns_nobody(self, admin):
        actions.note_failed_sign_in("nobody", reason=SignInRefusal.LOCKED, at=NOON)

        assert kinds(admin)[0] == "Sign-in refused"

    def test_nothing_of_the_desk_is_audit(self, admin, team):
        make.ticket(make.account(team))

        shown = Event.objects.filter(position__in=[line.position for line in lines(admin)])

        assert Event.objects.filter(name__startswith="desk.").exists()
        assert not shown.filter(name__startswith="desk.").exists()


def test_skills_and_floor_rules_are_administered(manager, jisu, centre, english):
    made = actions.define_skill(code="claims", name="클레임", by=manager, at=NOON)
    actions.give_skill(jisu.pk, made.pk, proficiency=4, by=manager, at=NOON)
    actions.change_floor_rules(centre.pk, {"stay_number": 2}, by=manager, at=NOON)

    assert [(line.kind, line.about) for line in lines(manager)[:3]] == [
        ("Floor rules changed", "서울센터 · version 1"),
        ("Skill given", "한지수 · 1팀 · 클레임 · proficiency 4"),
        ("Skill added", "클레임 · claims"),
    ]
