"""The pages: who may open them, what they show, and that they work without scripts."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards import actions, queries
from gijun.standards.models import ContactReason, NotFoundQuery, Standard, StandardVersion
from gijun.standards.rules.content import Content, Said, content_hash
from tests import make
from tests.standards import agreed

HTMX = {"HX-Request": "true"}


@pytest.fixture
def now():
    """The pages ask the clock themselves."""
    return timezone.now()


def browser(person: Person, locale: str = "en") -> Client:
    Person.objects.filter(pk=person.pk).update(locale=locale)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, *args) -> str:
    return reverse(f"standards:{name}", args=args)


def words(response) -> str:
    """What a reader sees, blanks and tags away."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def row_codes(response) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th>', response.content.decode())


def draft_form(draft: StandardVersion, **more) -> dict:
    """The form of a draft as a browser would send it."""
    says = draft.content()
    return {
        "channel": [one.channel for one in says.sentences],
        "language": [one.language for one in says.sentences],
        "sentence": [one.text for one in says.sentences],
        "step": list(says.steps),
        "explanation": says.explanation,
        "change_note": says.change_note,
        "review_on": "",
        "seen_hash": content_hash(says),
        "act": "save",
    } | more


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


@pytest.mark.parametrize("name", ["draft", "discard", "publish", "not_found", "reason"])
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
            steps=("주문 확인",),
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


def test_a_draft_is_written_in_one_form(policy, centre, now):
    draft = actions.draft_version(agreed.matter(policy, centre).pk, by=policy, at=now)
    given = draft_form(
        draft,
        channel=["any", "email"],
        language=["ko", "en"],
        sentence=["모두", "By mail"],
        step=["하나", "", "둘"],
        change_note="처음",
        review_on="2027-01-31",
    )

    response = browser(policy).post(url("edit", draft.pk), given)

    assert response.url == url("page", draft.standard_id)
    says = StandardVersion.objects.get().content()
    assert [(one.channel, one.language, one.text) for one in says.sentences] == [
        ("any", "ko", "모두"),
        ("email", "en", "By mail"),
    ]
    assert (says.steps, says.change_note, str(says.review_on)) == (("하나", "둘"), "처음", "2027-01-31")


@pytest.mark.parametrize(
    ("act", "sentences", "steps"),
    [
        ("add-sentence", ["모두", ""], ["하나", "둘"]),
        ("drop-sentence-0", [], ["하나", "둘"]),
        ("add-step", ["모두"], ["하나", "둘", ""]),
        ("drop-step-0", ["모두"], ["둘"]),
        ("up-step-1", ["모두"], ["둘", "하나"]),
        ("up-step-0", ["모두"], ["하나", "둘"]),
        ("drop-step-9", ["모두"], ["하나", "둘"]),
        ("nonsense", ["모두"], ["하나", "둘"]),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_rows_are_added_moved_and_removed_without_saving(policy, centre, now, act, sentences, steps, headers):
    draft = agreed.draft(policy, centre)
    before = log.head()
    given = draft_form(draft, sentence=["모두"], step=["하나", "둘"], act=act)

    response = browser(policy).post(url("edit", draft.pk), given, headers=headers)

    html = response.content.decode()
    assert re.findall(r'<textarea name="sentence"[^>]*>([^<]*)</textarea>', html) == sentences
    assert re.findall(r'<input name="step" value="([^"]*)"', html) == steps
    assert ("<html" in html) == (not headers)
    assert log.head() == before


def test_a_new_row_is_for_the_next_channel_without_words(policy, centre, now):
    draft = agreed.draft(policy, centre)

    response = browser(policy).post(url("edit", draft.pk), draft_form(draft, act="add-sentence"))

    assert response.context["rows"].sentences[-1] == Said("email", "ko", "")


def test_a_draft_changed_meanwhile_shows_both_and_saving_again_replaces_it(policy, manager, centre, now):
    draft = agreed.draft(policy, centre)
    mine = draft_form(draft, sentence=["나중 쓴 말"])
    actions.change_draft(draft.pk, agreed.content("먼저 쓴 말"), by=manager, at=now)
    client = browser(policy)

    response = client.post(url("edit", draft.pk), mine)

    assert response.status_code == 409
    assert "먼저 쓴 말" in words(response)
    assert "나중 쓴 말" in words(response)
    again = mine | {"seen_hash": response.context["seen_hash"]}
    assert client.post(url("edit", draft.pk), again).status_code == 302
    assert StandardVersion.objects.get().sentences.get().text == "나중 쓴 말"


def test_a_draft_that_is_not_sound_is_shown_again_with_its_words(policy, centre, now):
    draft = agreed.draft(policy, centre)
    given = draft_form(draft, channel=["any", "any"], language=["ko", "ko"], sentence=["하나", "둘"])

    response = browser(policy).post(url("edit", draft.pk), given)

    assert response.status_code == 422
    assert "Two sentences are for" in words(response)
    assert "둘" in words(response)


def test_a_published_version_has_no_form(policy, centre, now):
    version = agreed.published(policy, centre, at=now)

    assert browser(policy).get(url("edit", version.pk)).url == url("page", version.standard_id)


def test_publishing_now(policy, jisu, centre, now):
    draft = agreed.draft(policy, centre)

    response = browser(policy).post(url("publish", draft.pk), {"when": "now"})

    assert response.url == url("page", draft.standard_id)
    assert [one.version_id for one in queries.find(jisu, "환불", at=timezone.now())] == [draft.pk]


def test_publishing_later_is_read_in_the_centres_zone(policy, centre, now):
    draft = agreed.draft(policy, centre)

    browser(policy).post(url("publish", draft.pk), {"when": "later", "valid_from": "2099-01-02T09:30"})

    assert StandardVersion.objects.get().valid_from.isoformat() == "2099-01-02T00:30:00+00:00"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"when": "later"}, "Say from when on"),
        ({"when": "later", "valid_from": "2020-01-01T00:00"}, "has passed"),
        ({"when": "later", "valid_from": "soon"}, "valid date"),
    ],
)
def test_publishing_from_no_sensible_time_is_refused(policy, centre, now, given, refusal):
    draft = agreed.draft(policy, centre)

    response = browser(policy).post(url("publish", draft.pk), given)

    assert response.status_code == 409
    assert refusal in words(response)
    assert StandardVersion.objects.get().is_draft


def test_a_draft_is_begun_and_discarded(policy, centre, now):
    version = agreed.published(policy, centre, at=now)
    client = browser(policy)

    client.post(url("draft", version.standard_id))
    assert client.post(url("draft", version.standard_id), headers=HTMX).status_code == 409
    draft = StandardVersion.objects.get(number=2)
    assert client.post(url("discard", draft.pk)).url == url("page", version.standard_id)

    assert StandardVersion.objects.count() == 1


def test_reasons_are_added_renamed_and_retired(manager, now):
    client = browser(manager)
    client.post(url("reasons"), {"code": "refund", "name_ko": "환불", "name_en": "Refund"})
    refund = ContactReason.objects.get()
    client.post(url("reasons"), {"code": "late", "name_ko": "지연", "parent": refund.pk})
    late = ContactReason.objects.get(code="late")

    client.post(url("reason", late.pk), {"name_ko": "늦음"})

    late.refresh_from_db()
    assert (late.parent_id, late.name_ko, late.is_active) == (refund.pk, "늦음", False)
    assert "Refund" in words(client.get(url("reasons")))
    assert client.post(url("reasons"), {"code": "refund", "name_ko": "또"}).status_code == 422
    assert client.post(url("reason", late.pk), {"name_ko": ""}).status_code == 409
    assert client.post(url("reason", 999), {"name_ko": "없음"}).status_code == 404


def file_of(text: str, encoding: str = "cp949") -> SimpleUploadedFile:
    return SimpleUploadedFile("table.csv", text.encode(encoding))


def test_a_file_is_looked_through_and_then_taken_in(policy, centre, now):
    client = browser(policy)
    about = {"table": "standards", "team": centre.pk, "publish": "on"}
    text = 'code,title,sentence\nS01,환불 <기준>,"두 줄의\n말"\nS02,,말\n'

    looked = client.post(url("import"), about | {"file": file_of(text)})

    assert Standard.objects.count() == 0
    assert [line.outcome for line in looked.context["report"].lines] == ["added", "refused"]
    assert "It has no title." in words(looked)
    carried = unescape(re.search(r'name="text" value="([^"]*)"', looked.content.decode())[1])
    taken = client.post(url("import"), about | {"text": carried, "act": "commit"})
    assert taken.context["report"].done
    version = StandardVersion.objects.get()
    assert (version.standard.title, version.sentences.get().text) == ("환불 <기준>", "두 줄의\n말")


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({}, "Choose a file"),
        ({"file": SimpleUploadedFile("table.csv", b"\xff\xff\xff")}, "not a table"),
        ({"file": SimpleUploadedFile("table.csv", b"name\nx")}, "not a table"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(manager, now, given, complaint):
    response = browser(manager).post(url("import"), {"table": "reasons"} | given)

    assert response.status_code == 422
    assert complaint in words(response)


def test_the_finder_gives_options_with_the_sentence_and_its_version(policy, jisu, centre, now):
    says = agreed.content('"3~5일" 안에', steps=("주문 확인", "안내"))
    version = agreed.published(policy, centre, says, title="환불 & 취소", at=now - timedelta(hours=1))

    response = browser(jisu).get(url("find"), {"q": "ㅎㅂ", "ticket": "12", "channel": "email"}, headers=HTMX)

    html = response.content.decode()
    option = re.search(r'<div role="option"[^>]*>', html)[0]
    assert f'data-version="{version.pk}"' in option
    assert unescape(re.search(r'data-text="([^"]*)"', option)[1]) == '"3~5일" 안에'
    assert unescape(re.search(r'data-title="([^"]*)"', option)[1]) == "환불 & 취소"
    assert "1. 주문 확인 · 2. 안내" in words(response)
    assert "New standard" in words(response)
    assert not re.search(r"<(a|button|input|form)\b", html)


def test_the_finder_warns_of_an_overdue_review_and_an_old_standard_is_not_new(policy, jisu, centre, now):
    long_ago = now - timedelta(days=30)
    agreed.published(policy, centre, agreed.content(review_on=long_ago.date()), at=long_ago)

    response = browser(jisu).get(url("find"), {"q": "환불"}, headers=HTMX)

    assert "Review overdue" in words(response)
    assert "New standard" not in words(response)


@pytest.mark.parametrize("query", [{"q": "없는말"}, {"q": "환불", "team": "x", "reason": "y"}, {}])
def test_the_finder_says_what_to_do_when_nothing_is_found(jisu, now, query):
    response = browser(jisu).get(url("find"), query, headers=HTMX)

    assert response.status_code == 200
    assert "No standard fits these words." in words(response)


def test_without_scripts_the_finder_is_a_page(policy, jisu, centre, now):
    agreed.published(policy, centre, at=now)

    response = browser(jisu).get(url("find"), {"q": "환불"})

    assert "영업일 3~5일 안에 환불됩니다." in words(response)
    assert f'action="{url("not_found")}"' in response.content.decode()


def test_one_press_says_that_there_is_no_such_standard(jisu, team, now):
    given = {"q": "적립금", "ticket": "12", "channel": "chat", "took_ms": "900", "next": "/desk/12/"}

    response = browser(jisu).post(url("not_found"), given)

    assert response.url == "/desk/12/"
    query = NotFoundQuery.objects.get()
    assert (query.words, query.team) == ("적립금", team)
    again = browser(jisu).post(url("not_found"), given | {"next": "https://elsewhere.example/"})
    assert again.url == url("find")
    assert "Noted." in words(browser(jisu).post(url("not_found"), given, headers=HTMX))
    assert browser(jisu).post(url("not_found"), {"q": " "}).status_code == 409


def test_words_looked_for_in_vain_are_shown_to_writers(jisu, policy, now):
    actions.note_not_found("적립금 <소멸>", by=jisu, at=now)

    assert "적립금 <소멸>" in words(browser(policy).get(url("gaps")))


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


def test_a_person_without_a_team_sees_no_standards(policy, centre, now):
    agreed.published(policy, centre, at=now)
    nobody = make.person("nobody", make.centre("빈센터"), "agent")

    assert queries.find(nobody, "환불", at=timezone.now()) == []
