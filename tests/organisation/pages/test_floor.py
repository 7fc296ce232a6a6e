"""The pages of the floor: one's own state, breaks, skills, floor rules, state time."""

import io
from datetime import timedelta

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from gijun.events.models import Event
from gijun.organisation import actions
from gijun.organisation.models import AgentState, BreakRequest, FloorRule, Person, Skill
from gijun.organisation.queries import floor
from tests import make
from tests.make import NOON
from tests.organisation.pages.typed import url


@pytest.fixture
def in_english(team):
    """Whoever reads in this test reads English: the words themselves are the catalogue's affair."""
    return lambda person: Person.objects.filter(pk=person.pk).update(locale="en")


FRAGMENT = {"HX-Request": "true"}
RULES = {
    "version": 0,
    "stay_number": 2,
    "stay_percent": 50,
    "break_approval": "always",
    "longest_break_min": 20,
    "away_limit_min": "",
    "silent_after_s": 600,
    "after_phone": 90,
    "after_chat": "-",
}


def kind_of(person) -> tuple[str, str]:
    now = floor.state_of([person.pk])[person.pk]
    return now.kind.value, now.reason


def enter(client, state, **more):
    return client.post(url("enter_state"), {"state": state}, **more)


class TestOwnState:
    def test_it_stands_in_the_head_of_every_page_of_who_answers_customers(self, as_, jisu, admin):
        assert 'id="own-state"' in as_(jisu).get(url("me")).content.decode()
        assert 'id="own-state"' not in as_(admin).get(url("me")).content.decode()

    def test_a_form_without_script_leads_back_to_its_page(self, as_, jisu):
        response = enter(as_(jisu), "ready")
        named = as_(jisu).post(url("enter_state"), {"state": "away:restroom", "next": url("me")})
        foreign = as_(jisu).post(url("enter_state"), {"state": "ready", "next": "https://evil.example/"})

        assert [one.headers["Location"] for one in (response, named, foreign)] == ["/", url("me"), "/"]
        assert kind_of(jisu) == ("ready", "")

    def test_a_fragment_shows_the_new_state_and_what_may_follow(self, as_, jisu, in_english):
        in_english(jisu)
        shown = enter(as_(jisu), "ready", headers=FRAGMENT).content.decode()

        assert "● Ready" in shown
        assert 'value="away:meal"' in shown
        assert 'data-shortcut="F8"' not in shown
        assert 'value="in_contact"' not in shown

    @pytest.mark.parametrize("state", ["away:meal", "in_contact", "asleep", "", "away:<script>"])
    def test_what_is_refused_is_said_and_changes_nothing(self, as_, jisu, state):
        client = as_(jisu)

        answered = enter(client, state, headers=FRAGMENT)
        led_back = client.post(url("enter_state"), {"state": state, "next": url("me")})

        assert (answered.status_code, led_back.status_code) == (409, 302)
        assert 'role="alert"' in answered.content.decode()
        assert 'class="notice danger' in client.get(url("me")).content.decode()
        assert kind_of(jisu) == ("offline", "")

    def test_a_state_that_should_be_over_says_so(self, as_, jisu):
        begun = timezone.now() - timedelta(hours=1)
        actions.enter_state(jisu.pk, "ready", by=jisu, at=begun)
        actions.enter_state(jisu.pk, "away", reason="restroom", by=jisu, at=begun)

        shown = as_(jisu).get(url("own_state")).content.decode()

        assert "tag danger" in shown
        assert "1:00:0" in shown

    def test_a_sign_of_life_is_kept(self, as_, jisu):
        enter(as_(jisu), "ready")
        AgentState.objects.update(seen_at=NOON)

        response = as_(jisu).post(url("seen"))

        assert response.status_code == 204
        assert AgentState.objects.get().seen_at > NOON


class TestBreaks:
    @pytest.fixture
    def asking(self, centre, manager):
        content = {"break_approval": "always", "stay_number": 3}
        actions.change_floor_rules(centre.pk, content, by=manager, at=NOON)

    def test_a_break_is_asked_approved_and_begun(self, as_, jisu, lead, asking):
        enter(as_(jisu), "ready")
        asked = as_(jisu).post(url("breaks"), {"reason": "break", "minutes": 10, "at": ""})
        request = BreakRequest.objects.get()
        seen = as_(lead).get(url("breaks")).content.decode()
        as_(lead).post(url("decide_break", request.pk), {"approve": "yes", "note": "천천히"})
        told = as_(jisu).get(url("breaks")).content.decode()
        as_(jisu).post(url("begin_break", request.pk), {"next": url("breaks")})

        assert asked.status_code == 302
        assert jisu.name in seen
        assert "천천히" in told
        assert kind_of(jisu) == ("away", "break")

    def test_a_lead_denies_with_a_word(self, as_, jisu, lead, asking):
        as_(jisu).post(url("breaks"), {"reason": "meal", "minutes": 20, "at": ""})
        request = BreakRequest.objects.get()

        as_(lead).post(url("decide_break", request.pk), {"approve": "no", "note": "3시 이후에요"})

        kept = BreakRequest.objects.get()
        assert (kept.state, kept.note, kept.decided_by) == ("denied", "3시 이후에요", lead)

    @pytest.mark.parametrize(
        "given",
        [
            {"reason": "break", "minutes": 999, "at": ""},
            {"reason": "break", "minutes": "", "at": ""},
            {"reason": "restroom", "minutes": 10, "at": ""},
            {"reason": "break", "minutes": 10, "at": "25:00"},
        ],
    )
    def test_what_cannot_be_had_stands_with_what_was_typed(self, as_, jisu, given):
        response = as_(jisu).post(url("breaks"), given)

        assert response.status_code == 422
        assert not BreakRequest.objects.exists()

    def test_a_request_is_withdrawn(self, as_, jisu, asking):
        as_(jisu).post(url("breaks"), {"reason": "break", "minutes": 10, "at": ""})

        as_(jisu).post(url("withdraw_break", BreakRequest.objects.get().pk))

        assert BreakRequest.objects.get().state == "withdrawn"

    def test_an_agent_answers_for_nobody(self, as_, jisu, lead, asking):
        as_(lead).post(url("breaks"), {"reason": "break", "minutes": 10, "at": ""})
        request = BreakRequest.objects.get()

        response = as_(jisu).post(url("decide_break", request.pk), {"approve": "yes"})

        assert (response.status_code, BreakRequest.objects.get().state) == (403, "asked")

    def test_somebody_elses_break_is_not_there(self, as_, jisu, lead, asking):
        as_(lead).post(url("breaks"), {"reason": "break", "minutes": 10, "at": ""})
        request = BreakRequest.objects.get()

        client = as_(jisu)
        addresses = [url("begin_break", request.pk), url("withdraw_break", request.pk)]
        assert [client.post(one).status_code for one in addresses] == [404, 404]


class TestSkills:
    @pytest.fixture
    def english(self, db) -> Skill:
        return actions.define_skill(code="english", name="영어", by=None, at=NOON)

    def test_a_manager_adds_and_retires_a_skill(self, as_, manager):
        client = as_(manager)
        client.post(url("skills"), {"code": "claims", "name": "클레임"})
        made = Skill.objects.get()
        client.post(url("change_skill", made.pk), {"name": "강성 응대", "retired": "on"})

        kept = Skill.objects.get()
        assert (kept.code, kept.name, kept.retired_at is None) == ("claims", "강성 응대", False)

    def test_a_code_that_is_none_stands_with_what_was_typed(self, as_, manager):
        response = as_(manager).post(url("skills"), {"code": "클레임", "name": "클레임"})

        assert (response.status_code, Skill.objects.exists()) == (422, False)

    def test_the_matrix_is_saved_where_it_differs(self, as_, jisu, lead, english):
        cell = f"p{jisu.pk}s{english.pk}"
        client = as_(lead)
        for value in ("4", "4", "2", "0"):
            client.post(url("give_skills"), {cell: value, "p1sx": "3", f"p{lead.pk}s{english.pk}": "0"})

        told = Event.objects.filter(name__startswith="organisation.skill_").values_list("name", flat=True)
        assert list(told.order_by("position")) == [
            "organisation.skill_defined",
            "organisation.skill_given",
            "organisation.skill_given",
            "organisation.skill_taken",
        ]
        assert floor.skills_of([jisu.pk]) == {jisu.pk: {}}

    def test_all_or_nothing(self, as_, jisu, stranger, lead, english):
        cells = {f"p{jisu.pk}s{english.pk}": "4", f"p{stranger.pk}s{english.pk}": "4"}

        response = as_(lead).post(url("give_skills"), cells)

        assert response.status_code == 403
        assert floor.skills_of([jisu.pk]) == {jisu.pk: {}}

    def test_nobody_and_nothing_are_no_cells(self, as_, lead, english):
        response = as_(lead).post(url("give_skills"), {"p0s0": "4"})

        assert response.status_code == 404

    def test_a_lead_gives_skills_but_defines_none(self, as_, lead, english):
        client = as_(lead)

        assert "영어" in client.get(url("skills")).content.decode()
        assert client.post(url("skills"), {"code": "b2b", "name": "기업"}).status_code == 403
        assert client.post(url("change_skill", english.pk), {"name": "x"}).status_code == 403


class TestFloorRules:
    def test_rules_are_saved_and_told_in_the_history(self, as_, manager, centre):
        response = as_(manager).post(url("floor_rules"), RULES)

        page = as_(manager).get(url("floor_rules")).content.decode()
        kept = floor.rules_of(centre.pk)
        assert response.status_code == 302
        assert (kept.version, kept.stay_number, kept.away_limit_min) == (1, 2, None)
        assert dict(kept.after_work_s) == {"chat": None, "phone": 90}
        assert manager.name in page

    @pytest.mark.parametrize(
        "wrong",
        [
            {"stay_percent": 101},
            {"longest_break_min": ""},
            {"after_phone": "soon"},
            {"after_phone": "1"},
            {"version": 7},
        ],
    )
    def test_rules_that_cannot_be_kept_stand_with_what_was_typed(self, as_, manager, wrong):
        response = as_(manager).post(url("floor_rules"), RULES | wrong)

        assert (response.status_code, FloorRule.objects.exists()) == (422, False)

    def test_a_centre_out_of_reach_is_not_there(self, as_, manager, elsewhere):
        address = f"{url('floor_rules')}?centre={elsewhere.parent_id}"

        assert as_(manager).get(address).status_code == 404

    def test_a_lead_does_not_make_the_rules(self, as_, lead):
        assert as_(lead).get(url("floor_rules")).status_code == 403


class TestLedger:
    DAYS = {"since": "2026-11-25", "until": "2026-11-26"}

    @pytest.fixture
    def a_day(self, jisu):
        for minute, kind, reason in [
            (0, "ready", ""),
            (60, "coaching", ""),
            (90, "away", "restroom"),
            (105, "ready", ""),
            (120, "offline", ""),
        ]:
            when = NOON + timedelta(minutes=minute)
            actions.enter_state(jisu.pk, kind, reason=reason, by=jisu, at=when)

    def test_one_sees_ones_own_time(self, as_, jisu, a_day, in_english):
        in_english(jisu)
        response = as_(jisu).get(url("ledger"), self.DAYS)

        line = response.context["ledger"].lines[0]
        assert (line.person, line.total.credited_ms, line.total.present_ms) == (jisu, 1_800_000, 7_200_000)
        assert "1:15" in response.content.decode()
        assert "Restroom 0:15" in response.content.decode()

    def test_a_lead_sees_the_team_and_one_of_it(self, as_, jisu, lead, a_day, stranger):
        client = as_(lead)
        found = [
            client.get(url("ledger"), self.DAYS | {"whose": whose}) for whose in ("", "all", str(jisu.pk))
        ]

        assert [[one.person for one in page.context["ledger"].lines] for page in found] == [
            [],
            [jisu],
            [jisu],
        ]
        assert client.get(url("ledger"), self.DAYS | {"whose": str(stranger.pk)}).status_code == 422

    def test_an_agent_sees_nobody_else(self, as_, jisu, lead):
        assert as_(jisu).get(url("ledger"), self.DAYS | {"whose": str(lead.pk)}).status_code == 422

    @pytest.mark.parametrize("days", [("2026-11-26", "2026-11-25"), ("2026-01-01", "2026-12-31"), ("x", "y")])
    def test_days_that_make_no_span(self, as_, jisu, days):
        assert as_(jisu).get(url("ledger"), {"since": days[0], "until": days[1]}).status_code == 422

    def test_the_same_lines_leave_as_a_workbook_and_as_csv(self, as_, lead, jisu, a_day, in_english):
        in_english(lead)
        client = as_(lead)
        asked = self.DAYS | {"whose": "all"}
        book = client.post(url("export_ledger"), asked | {"kind": "xlsx"})
        text = client.post(url("export_ledger"), asked | {"kind": "csv"})

        rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
        told = dict(zip(*rows, strict=True))
        assert (told["Name"], told["Ready (h)"], told["Away: Restroom (h)"]) == ("한지수", 1.25, 0.25)
        assert told["Occupancy"] == 0
        assert text.content.decode("utf-8-sig").splitlines()[1].startswith("2026-11-25,한지수,")
        exported = Event.objects.filter(name="organisation.sensitive_read", data__kind="export")
        assert exported.count() == 2


def test_signing_out_leaves_the_floor(client, jisu):
    client.force_login(jisu)
    enter(client, "ready")

    client.post("/accounts/logout/")

    assert kind_of(jisu) == ("offline", "")
    assert client.get(url("me")).status_code == 302


def test_signing_in_prepares_an_agent(client, team):
    jisu = make.person("jisu", team, "agent", password="correct horse")

    client.post("/accounts/login/", {"login": "jisu", "password": "correct horse"})

    assert kind_of(jisu) == ("preparing", "")
