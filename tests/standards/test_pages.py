"""The list and the page of a standard: who may open them, and what they show."""

from datetime import timedelta

import pytest
from django.test import Client

from gijun.standards import actions
from gijun.standards.models import Standard, StandardVersion
from gijun.standards.rules.content import Content, Said, Step
from tests.standards import agreed
from tests.standards.browser import HTMX, browser, row_codes, url, words

OPEN_TO_ALL = ("list", "find")
FOR_WRITERS = ("new", "gaps", "import")


def test_each_page_opens_for_whom_it_is_meant(jisu, policy, manager, now):
    for name in OPEN_TO_ALL:
        assert browser(jisu).get(url(name)).status_code == 200
    for name in FOR_WRITERS:
        assert browser(jisu).get(url(name)).status_code == 403
        assert browser(policy).get(url(name)).status_code == 200
    assert browser(policy).get(url("reasons")).status_code == 403
    assert browser(manager).get(url("reasons")).status_code == 200
    assert Client().get(url("list")).status_code == 302


@pytest.mark.parametrize(
    "name",
    ["draft", "discard", "publication", "roll_back", "not_found", "reason", "read_notice", "answer_notice"],
)
def test_changes_are_never_made_by_a_link(manager, name):
    args = [] if name == "not_found" else [1]

    assert browser(manager).get(url(name, *args)).status_code == 405


def test_what_belongs_to_another_centre_is_not_there(policy, stranger, centre, now):
    draft = agreed.draft(policy, centre)

    assert browser(stranger).get(url("list")).context["pages"].paginator.count == 0
    for name, pk in (("page", draft.standard_id), ("change", draft.standard_id), ("edit", draft.pk)):
        assert browser(stranger).get(url(name, pk)).status_code == 404
    assert browser(stranger).post(url("discard", draft.pk)).status_code == 404
    assert browser(stranger).post(url("publish", draft.pk), {"when": "now"}).status_code == 403


def test_the_list_is_filtered_and_sorted_by_code(policy, manager, centre, now):
    reason = actions.add_reason(code="refund", name_ko="환불", by=None, at=now)
    agreed.published(policy, centre, code="B", title="환불 기준", reason_id=reason.pk, at=now)
    agreed.published(
        manager,
        centre,
        agreed.content(review_on=(now - timedelta(days=3)).date()),
        code="A",
        title="교환",
        at=now,
    )
    agreed.draft(policy, centre, code="C", title="초안만")
    client = browser(policy)

    def shown(**query):
        return row_codes(client.get(url("list"), query))

    assert shown() == ["A", "B", "C"]
    assert shown(q="환불") == ["A", "B"]  # both sentences speak of it
    assert shown(q="교환") == ["A"]
    assert shown(reason=reason.pk) == ["B"]
    assert shown(state="in_force") == ["A", "B"]
    assert shown(state="draft") == ["C"]
    assert shown(owner=manager.pk) == ["A"]
    assert shown(review="overdue") == ["A"]
    assert shown(review="nonsense", state="?", owner="x", page="-1") == ["A", "B", "C"]
    assert "No standard fits" in words(client.get(url("list"), {"q": "없는 말"}))


def test_the_list_comes_in_pages(policy, centre, now):
    for number in range(51):
        agreed.matter(policy, centre, code=f"P{number:02d}")

    assert row_codes(browser(policy).get(url("list"), {"page": 2})) == ["P50"]


def test_the_table_alone_is_fetched_anew(policy, centre, now):
    agreed.published(policy, centre, code="S01", at=now)

    response = browser(policy).get(url("list"), headers=HTMX)

    assert response.content.decode().lstrip().startswith('<section class="card" id="standards-table"')


def test_the_page_shows_what_is_said_done_and_what_changed(policy, jisu, centre, now):
    first = agreed.published(
        policy,
        centre,
        Content(
            sentences=(agreed.said("영업일 3일 안에"), Said("email", "en", "By mail")),
            steps=(Step("주문 확인"),),
            no_exceptions=True,
        ),
        at=now - timedelta(days=2),
    )
    agreed.next_version(
        first,
        policy,
        agreed.content("영업일 5일 안에", steps=("승인 확인",), change_note="기한"),
        at=now - timedelta(days=1),
    )

    response = browser(jisu).get(url("page", first.standard_id))
    html = response.content.decode()

    shown = response.context["page"]
    assert (shown.current.version.number, shown.draft, shown.coming) == (2, None, None)
    assert "removed: </span>3일</del>" in html
    assert "added: </span>5일</ins>" in html
    assert "<ins>+ 승인 확인</ins>" in html
    assert "Write a new version" not in html


def test_a_new_standard_leads_to_its_first_draft(policy, centre, now):
    client = browser(policy)

    response = client.post(url("new"), {"title": "환불", "team": centre.pk, "owner": policy.pk})

    draft = StandardVersion.objects.get()
    assert (response.status_code, response.url) == (302, url("edit", draft.pk))
    assert (draft.standard.code, draft.standard.owner) == ("S001", policy)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"title": ""}, "required"),
        ({"code": "환불"}, "A code has letters"),
        ({"team": "999"}, "valid choice"),
    ],
)
def test_a_new_standard_that_is_not_right_is_shown_again(policy, centre, now, wrong, complaint):
    given = {"title": "환불", "team": centre.pk, "owner": policy.pk} | wrong

    response = browser(policy).post(url("new"), given)

    assert response.status_code == 422
    assert complaint in words(response)
    assert Standard.objects.count() == 0


def test_title_owner_and_questions_are_changed(policy, manager, centre, now):
    standard = agreed.matter(policy, centre)

    response = browser(policy).post(
        url("change", standard.pk), {"title": "새 제목", "owner": manager.pk, "example_questions": "언제?"}
    )

    changed = Standard.objects.get()
    assert response.url == url("page", standard.pk)
    assert (changed.title, changed.owner, changed.example_questions) == ("새 제목", manager, "언제?")


def test_a_team_lead_reads_the_centres_standard_but_writes_only_the_teams(policy, lead, centre, team, now):
    version = agreed.published(policy, centre, at=now)
    client = browser(lead)

    assert "Write a new version" not in words(client.get(url("page", version.standard_id)))
    assert client.post(url("draft", version.standard_id)).status_code == 403
    own = agreed.draft(lead, team, title="1팀 기준")
    page = words(client.get(url("page", own.standard_id)))
    assert "Go on with the draft" in page
    assert "Publish it?" not in client.get(url("page", own.standard_id)).content.decode()


def test_other_teams_drafts_are_not_shown(policy, jisu, centre, now):
    draft = agreed.draft(policy, centre)

    assert browser(jisu).get(url("page", draft.standard_id)).context["page"].versions == []
    assert browser(jisu).get(url("edit", draft.pk)).status_code == 403


def test_pages_cost_a_constant_number_of_queries(policy, centre, now, django_assert_max_num_queries):
    for number in range(12):
        agreed.published(policy, centre, code=f"P{number}", at=now)
    client = browser(policy)
    client.get(url("list"))

    with django_assert_max_num_queries(22):
        client.get(url("list"))
    for name in ("find", "list"):
        with django_assert_max_num_queries(22):
            client.get(url(name))


def test_pages_speak_korean(policy, now):
    assert browser(policy, "ko").get(url("list")).headers["Content-Language"] == "ko"
