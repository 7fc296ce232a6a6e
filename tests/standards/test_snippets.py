"""Personal scripts: whose they are, and how they become standards."""

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events.models import Event
from gijun.standards import actions as standards
from gijun.standards.actions import snippets as actions
from gijun.standards.errors import StandardsError
from gijun.standards.models import Snippet, StandardVersion
from gijun.standards.queries import snippets as queries
from gijun.standards.rules.content import hash_of
from gijun.standards.rules.snippet_rows import SnippetRow
from gijun.standards.terms import Outcome, SnippetState
from tests import make
from tests.make import NOON
from tests.standards import agreed

REFUND = "환불은 영업일 3~5일 안에 처리됩니다."


def kept(owner, where, text: str = REFUND, title: str = "환불", **more) -> Snippet:
    fields = {"title": title, "text": text, "team_id": where.pk, "owner_id": owner.pk, "by": owner} | more
    return actions.add_snippet(**fields, at=NOON)


def names() -> list[str]:
    told = Event.objects.filter(name__startswith="standards.snippet")
    return [name.removeprefix("standards.snippet_") for name in told.values_list("name", flat=True)]


def test_an_agent_keeps_words_of_their_own(jisu, team):
    snippet = kept(jisu, team, text=f"  {REFUND}\r\n감사합니다. ", title="")

    assert (snippet.title, snippet.text) == (REFUND, f"{REFUND}\n감사합니다.")
    assert snippet.state == SnippetState.UNOFFICIAL
    event = Event.objects.get(name="standards.snippet_added")
    assert (event.team_id, event.actor_id) == (team.pk, jisu.pk)
    assert event.data == {
        "snippet_id": snippet.pk,
        "owner_id": jisu.pk,
        "content_hash": hash_of(snippet.title, snippet.text),
    }


@pytest.mark.parametrize(
    ("title", "text", "refusal"),
    [("환불", " ", "Write words"), ("환불", "가" * 4001, "Write words"), ("가" * 201, "말", "Write a title")],
)
def test_words_that_cannot_be_kept_are_refused(jisu, team, title, text, refusal):
    with pytest.raises(StandardsError, match=refusal):
        kept(jisu, team, title=title, text=text)


def test_scripts_for_somebody_else_are_for_those_who_write_standards(jisu, lead, stranger, team, sister):
    with pytest.raises(PermissionDenied):
        kept(lead, team, by=jisu)
    with pytest.raises(PermissionDenied):
        kept(jisu, sister)
    with pytest.raises(StandardsError, match="cannot answer for the script"):
        kept(stranger, team, by=lead)

    assert kept(jisu, team, by=lead).owner_id == jisu.pk


def test_a_script_is_changed_by_its_owner_or_whoever_writes_standards(jisu, lead, team):
    colleague = make.person("minho", team, "agent")
    snippet = kept(jisu, team)

    actions.change_snippet(snippet.pk, title="환불", text="바로 해 드립니다.", by=jisu, at=NOON)
    actions.change_snippet(snippet.pk, title="환불", text="바로 해 드립니다.", by=lead, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.change_snippet(snippet.pk, title="환불", text="아니요.", by=colleague, at=NOON)

    snippet.refresh_from_db()
    assert snippet.text == "바로 해 드립니다."
    assert names() == ["added", "changed"]


def test_a_script_is_handed_over_once(jisu, lead, stranger, team):
    snippet = kept(jisu, team)

    actions.hand_over_snippet(snippet.pk, owner_id=lead.pk, by=jisu, at=NOON)
    actions.hand_over_snippet(snippet.pk, owner_id=lead.pk, by=lead, at=NOON)
    with pytest.raises(StandardsError, match="cannot answer for the script"):
        actions.hand_over_snippet(snippet.pk, owner_id=stranger.pk, by=lead, at=NOON)

    assert Snippet.objects.get().owner_id == lead.pk
    assert names() == ["added", "changed"]


def test_a_retired_script_rests(jisu, lead, team):
    snippet = kept(jisu, team)

    actions.retire_snippet(snippet.pk, by=jisu, at=NOON)

    assert Snippet.objects.get().state == SnippetState.RETIRED
    for act in (
        lambda: actions.retire_snippet(snippet.pk, by=jisu, at=NOON),
        lambda: actions.change_snippet(snippet.pk, title="", text="또", by=jisu, at=NOON),
        lambda: actions.hand_over_snippet(snippet.pk, owner_id=lead.pk, by=jisu, at=NOON),
        lambda: actions.promote_snippet(snippet.pk, title="환불", by=lead, at=NOON),
    ):
        with pytest.raises(StandardsError, match="no longer offered"):
            act()
    assert names() == ["added", "retired"]


@pytest.mark.parametrize(("text", "language"), [(REFUND, "ko"), ("Refunds take 3 days.", "en")])
def test_a_promoted_script_is_the_draft_of_a_standard_that_both_sides_agree_on(
    jisu, lead, team, text, language
):
    snippet = kept(jisu, team, text=text)

    draft = actions.promote_snippet(snippet.pk, title="환불 기간", by=lead, at=NOON)

    version = StandardVersion.objects.get(pk=draft.pk)
    assert [(one.channel, one.language, one.text) for one in version.sentences.all()] == [
        ("any", language, text)
    ]
    assert (version.standard.title, version.standard.owner_id, version.is_draft) == (
        "환불 기간",
        lead.pk,
        True,
    )
    snippet.refresh_from_db()
    assert (snippet.state, snippet.standard_id) == (SnippetState.PROMOTED, version.standard_id)
    event = Event.objects.get(name="standards.snippet_promoted")
    assert event.data == {"snippet_id": snippet.pk, "standard_id": version.standard_id}


def test_an_agent_promotes_nothing_and_a_bad_title_changes_nothing(jisu, lead, team):
    snippet = kept(jisu, team)

    with pytest.raises(PermissionDenied):
        actions.promote_snippet(snippet.pk, title="환불", by=jisu, at=NOON)
    with pytest.raises(StandardsError, match="Write a title"):
        actions.promote_snippet(snippet.pk, title=" ", by=lead, at=NOON)

    assert names() == ["added"]
    assert StandardVersion.objects.count() == 0


def rows(*texts: str, owner: str = "") -> list[SnippetRow]:
    return [SnippetRow(line, text[:10], text, owner) for line, text in enumerate(texts, start=2)]


def test_rows_are_looked_through_then_taken_in_and_the_same_again_changes_nothing(jisu, lead, team):
    given = [*rows("하나입니다.", owner="jisu"), *rows("둘입니다.", ""), SnippetRow(9, "", "셋", "nobody")]

    def outcomes(*, commit: bool) -> list[Outcome]:
        lines = actions.bring_in_snippets(given, team_id=team.pk, by=lead, at=NOON, commit=commit)
        return [line.outcome for line in lines]

    expected = [Outcome.ADDED, Outcome.ADDED, Outcome.REFUSED, Outcome.REFUSED]
    assert outcomes(commit=False) == expected
    assert Snippet.objects.count() == 0
    assert outcomes(commit=True) == expected
    assert list(Snippet.objects.order_by("id").values_list("text", "owner__username")) == [
        ("하나입니다.", "jisu"),
        ("둘입니다.", "lead"),
    ]
    assert outcomes(commit=True) == [Outcome.REFUSED] * 4
    assert names() == ["added", "added"]


def test_agents_bring_no_files_in(jisu, team):
    with pytest.raises(PermissionDenied):
        actions.bring_in_snippets(rows("하나"), team_id=team.pk, by=jisu, at=NOON, commit=False)


def test_a_script_shows_what_says_nearly_the_same(jisu, lead, policy, centre, team, elsewhere, stranger):
    live = agreed.published(
        policy, centre, agreed.content("환불은 3~5 영업일 내에 처리됩니다."), title="환불 기준"
    )
    other = kept(lead, team, "환불은 영업일 3~5일 안에 처리해 드립니다.", "환불 2")
    kept(stranger, elsewhere, REFUND)
    gone = kept(jisu, team, REFUND + " 네.")
    actions.retire_snippet(gone.pk, by=jisu, at=NOON)
    mine = kept(jisu, team)

    (line,) = queries.lines(jisu, [mine], NOON)

    assert [(one.standard_id, one.snippet_id) for one in line.similar] == [
        (live.standard_id, None),
        (None, other.pk),
    ]
    assert queries.resembling(jisu, rows("배송은 내일 출발합니다."), NOON) == {2: ()}


def test_scripts_are_seen_like_standards(jisu, stranger, team):
    snippet = kept(jisu, team)

    assert queries.snippet(jisu, snippet.pk) == snippet
    with pytest.raises(Snippet.DoesNotExist):
        queries.snippet(stranger, snippet.pk)


def test_a_promoted_standard_goes_its_own_way(jisu, lead, team):
    draft = actions.promote_snippet(kept(jisu, team).pk, title="환불", by=lead, at=NOON)

    standards.discard_draft(draft.pk, by=lead, at=NOON)

    assert Snippet.objects.get().standard_id == draft.standard_id
