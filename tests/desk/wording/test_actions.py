"""Templates, flags and procedures: what is kept, what is recorded, what is refused."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gijun.desk import actions
from gijun.desk.actions.wording import flags, runs, templates, used
from gijun.desk.actions.wording.flags import Sentence
from gijun.desk.actions.wording.governing import About
from gijun.desk.errors import DeskError, WordingError
from gijun.desk.models import (
    ProcedureRun,
    ReplyTemplate,
    SentenceFlag,
    StandardUse,
    TemplateTick,
    TemplateUse,
    TemplateVersion,
)
from gijun.desk.queries.wording import flags as flag_reads
from gijun.desk.queries.wording import offered, report
from gijun.desk.queries.wording.templates import newest_version, saying_of
from gijun.desk.queries.wording.ticket import Worded, required_steps
from gijun.desk.rules.wording.templates import Text
from gijun.desk.terms.wording import FlagState
from gijun.events.models import Event
from tests import make
from tests.desk.wording import worded
from tests.desk.wording.worded import facts, same_as_log
from tests.make import NOON, at

# templates


def test_a_template_gets_a_version_whenever_it_says_something_else(team, lead):
    first = worded.template(lead, team, worded.saying(steps=("주문 확인",)))
    second = worded.changed(first.template, worded.saying("확인하겠습니다."), by=lead, when=at(60))

    assert [(one.number, one.change_reason) for one in first.template.versions.order_by("number")] == [
        (1, ""),
        (2, "더 짧게"),
    ]
    assert [(name, data["number"], data["required"]) for name, data in facts("template_saved")] == [
        ("desk.template_saved", 1, 1),
        ("desk.template_saved", 2, 0),
    ]
    assert second.at == at(60)
    assert same_as_log()


def test_saving_the_same_again_changes_nothing(team, lead):
    first = worded.template(lead, team)

    again = worded.changed(first.template, worded.saying(), by=lead, seen_number=0, change_reason="")

    assert (again, TemplateVersion.objects.count()) == (first, 1)


def test_every_reason_of_a_refusal_is_said_at_once(team, lead):
    with pytest.raises(WordingError) as refused:
        worded.template(lead, team, worded.saying("{{고갱명}}님 {{기준}}"), name=" ")

    assert refused.value.reasons == [
        "The template has no name. Write one that agents look for.",
        "Every channel · Korean inserts {{standard}}, but no standard is linked. Link one, or take it out.",
        "Every channel · Korean: “{{고갱명}}” is no known variable. Did you mean {{고객명}}?",
    ]
    assert (ReplyTemplate.objects.count(), Event.objects.filter(name="desk.template_saved").count()) == (0, 0)


def test_a_change_needs_a_reason_and_the_newest_version(team, lead):
    first = worded.template(lead, team)
    with pytest.raises(WordingError, match="Say why the texts change"):
        worded.changed(first.template, worded.saying("다른 말"), by=lead, change_reason=" ")
    worded.changed(first.template, worded.saying("다른 말"), by=lead)

    with pytest.raises(DeskError, match="Somebody else saved version 2 meanwhile"):
        worded.changed(first.template, worded.saying("또 다른 말"), by=lead, seen_number=1)


def test_who_may_not_write_is_refused_and_a_name_stands_once_in_a_team(team, lead, jisu):
    worded.template(lead, team)
    with pytest.raises(DeskError, match="a template of that name already"):
        worded.template(lead, team)
    with pytest.raises(PermissionDenied):
        worded.template(jisu, team, name="다른 이름")


def test_a_retired_reason_and_a_gone_owner_are_refused(team, lead, jisu):
    reason = make.reason()
    reason.is_active = False
    reason.save()
    with pytest.raises(DeskError, match="contact reason is not used any more"):
        worded.template(lead, team, reason_id=reason.pk)
    jisu.is_active = False
    jisu.save()
    about = About("확인", jisu.pk)
    with pytest.raises(DeskError, match="Choose an owner who still works here"):
        templates.add_template(templates.Matter(about), worded.saying(), team_id=team.pk, by=lead, at=NOON)
    with pytest.raises(DeskError, match="no such standard any more"):
        worded.template(lead, team, standard_id=999)


def test_a_template_is_retired_and_offered_again_once_each(team, lead, ticket):
    template = worded.template(lead, team).template
    for retired in (True, True, False, False):
        templates.retire_template(template.pk, retired=retired, by=lead, at=at(5))

    assert [data["retired"] for _name, data in facts("template_retired")] == [True, False]
    assert [one.template_id for one in offered.offered(lead, ticket, NOON)] == [template.pk]
    assert same_as_log()


# said


def test_what_was_inserted_is_recorded_on_the_template_and_on_its_standard(team, lead, jisu, ticket):
    standard = make.standard(team, lead)
    says = worded.saying("{{고객명|고객}}님, {{기준}} 더 궁금한 점이 있으신가요?")
    version = worded.template(lead, team, says, standard_id=standard.standard_id)
    one = offered.offered(jisu, ticket, NOON)[0]
    assert one.text == "이하늘님, 영업일 3~5일 안에 환불됩니다. 더 궁금한 점이 있으신가요?"

    message = actions.reply(
        ticket.pk,
        body=one.text,
        by=jisu,
        at=at(30),
        used=[
            actions.UsedTemplate(
                version.pk, one.text, 900, standard_version_id=one.standard_version_id, sentence=one.sentence
            )
        ],
    )

    assert list(TemplateUse.objects.values_list("message", "version", "edited_share")) == [
        (message.pk, version.pk, 0.0)
    ]
    assert list(StandardUse.objects.values_list("message", "version")) == [(message.pk, standard.pk)]
    assert [
        (name, data["version_id"], data["found_ms"]) for name, data in facts("template_used", "standard_used")
    ] == [("desk.template_used", version.pk, 900), ("desk.standard_used", standard.pk, 900)]
    assert same_as_log()


def test_a_standard_that_is_not_linked_is_not_recorded_as_said(team, lead, jisu, ticket):
    standard, other = make.standard(team, lead), make.standard(team, lead, title="교환")
    version = worded.template(
        lead, team, worded.saying("{{기준}} 감사합니다."), standard_id=other.standard_id
    )
    text = "영업일 3~5일 안에 환불됩니다. 감사합니다."

    forged = actions.UsedTemplate(
        version.pk, text, standard_version_id=standard.pk, sentence="영업일 3~5일 안에 환불됩니다."
    )
    actions.reply(ticket.pk, body=text, by=jisu, at=at(30), used=[forged])

    assert (TemplateUse.objects.count(), StandardUse.objects.count()) == (1, 0)


def test_words_that_were_written_over_and_templates_of_others_do_not_count(
    team, centre, lead, manager, jisu, ticket
):
    mine = worded.template(lead, team)
    theirs = worded.template(manager, make.team(centre, "2팀"))
    text = "고객님, 확인 후 다시 연락드리겠습니다."

    actions.reply(
        ticket.pk,
        body="환불 완료되었습니다",
        by=jisu,
        at=at(30),
        used=[actions.UsedTemplate(mine.pk, text), actions.UsedTemplate(theirs.pk, text)],
    )
    actions.reply(ticket.pk, body=text, by=jisu, at=at(40), used=[actions.UsedTemplate(theirs.pk, text)])

    assert TemplateUse.objects.count() == 0


def test_a_peak_offers_the_short_form(team, lead, jisu, ticket, monkeypatch):
    short = Text("any", "ko", "확인 후 연락드릴게요.", is_short=True)
    worded.template(lead, team, worded.saying(worded.TEXT, short))

    assert [(one.text, one.is_short) for one in offered.offered(jisu, ticket, NOON)] == [
        ("이하늘님, 확인 후 다시 연락드리겠습니다.", False)
    ]
    monkeypatch.setattr(offered, "mode_now", lambda _team, _at: "peak")
    assert [(one.text, one.is_short) for one in offered.offered(jisu, ticket, NOON)] == [
        ("확인 후 연락드릴게요.", True)
    ]


def test_the_reason_of_the_ticket_decides_what_is_offered_first(team, lead, jisu, ticket):
    reason = make.reason()
    worded.template(lead, team, name="가장 앞 이름")
    worded.template(lead, team, name="환불 안내", reason_id=reason.pk)
    actions.choose_reason(ticket.pk, reason_id=reason.pk, by=jisu, at=at(5))
    ticket.refresh_from_db()

    assert [one.name for one in offered.offered(jisu, ticket, NOON)] == ["환불 안내", "가장 앞 이름"]


def test_a_template_whose_standard_is_not_in_force_says_so(team, lead, jisu, ticket):
    standard = make.standard(team, lead)
    worded.template(lead, team, worded.saying("안녕하세요. {{기준}}"), standard_id=standard.standard_id)
    standard.valid_to = NOON
    standard.save()

    one = offered.offered(jisu, ticket, at(1))[0]

    assert (one.text, one.lacks_standard, one.standard_version_id) == ("안녕하세요.", True, None)


def test_required_steps_stand_on_the_ticket_and_are_ticked_once(team, lead, jisu, ticket):
    version = worded.template(lead, team, worded.saying(steps=("주문 확인", "계좌 확인")))
    step = version.steps.first()
    assert required_steps(ticket) == []
    assert [(one.version, one.ticked) for one in required_steps(ticket, [version.pk])] == [(version, 0)]

    for done in (True, True):
        used.tick_step(ticket.pk, step_id=step.pk, done=done, by=jisu, at=at(5))

    assert [(one.version, one.ticked) for one in Worded(jisu, ticket).required] == [(version, 1)]
    assert [data["done"] for _name, data in facts("template_step_ticked")] == [True]
    used.tick_step(ticket.pk, step_id=step.pk, done=False, by=jisu, at=at(6))
    assert TemplateTick.objects.count() == 0
    with pytest.raises(DeskError, match="This step does not exist any more"):
        used.tick_step(ticket.pk, step_id=step.pk + 99, done=True, by=jisu, at=at(7))
    assert same_as_log()


def test_the_report_counts_tickets_of_each_version_for_itself(team, lead, jisu):
    door = make.account(team)
    first = worded.template(lead, team)
    text = "고객님, 확인 후 다시 연락드리겠습니다."

    def said(version, address, when):
        ticket = make.ticket(door, address=address, when=when)
        actions.take(ticket.pk, by=jisu, at=when)
        actions.be_present(ticket.pk, by=jisu, at=when)
        used_one = actions.UsedTemplate(version.pk, text)
        actions.reply(ticket.pk, body=text, by=jisu, at=when, used=[used_one])
        actions.leave(ticket.pk, by=jisu, at=when.replace(minute=when.minute + 1))
        return ticket

    one = said(first, "a@example.com", at(60))
    said(first, "b@example.com", at(120))
    second = worded.changed(
        first.template, worded.saying("고객님, 확인 후 연락드리겠습니다."), by=lead, when=at(200)
    )
    said(second, "c@example.com", at(300))
    reason = make.reason()
    actions.solve(one.pk, by=jisu, at=at(400), reason_id=reason.pk)
    actions.reopen(one.pk, by=jisu, at=at(500))

    told = report.effects(first.template_id, at(8 * 86_400))

    assert (told[first.pk].uses, told[first.pk].tickets, told[first.pk].handle_ms) == (2, 2, 60_000)
    assert (told[first.pk].watched, told[first.pk].reopened, told[first.pk].reopened_share) == (2, 1, 0.5)
    assert (told[second.pk].uses, told[second.pk].watched, told[second.pk].reopened) == (1, 1, 0)
    assert report.effects(first.template_id, at(600))[first.pk].reopened_share is None


# flags


@pytest.fixture
def said(team, lead, jisu, ticket):
    """A message in which a template was said, and that template's version."""
    version = worded.template(lead, team)
    text = "이하늘님, 확인 후 다시 연락드리겠습니다."
    message = actions.reply(
        ticket.pk, body=text, by=jisu, at=at(30), used=[actions.UsedTemplate(version.pk, text)]
    )
    return message, version


def test_a_flag_keeps_what_was_seen_without_names_and_its_fact_names_nobody(said, jisu, ticket):
    message, version = said

    row = flags.flag(
        ticket.pk,
        Sentence(template_version_id=version.pk),
        by=jisu,
        at=at(60),
        message_id=message.pk,
        note="이하늘님 900101-1234567 표현이 어색해요",
    )

    assert row.excerpt == "○○○님, 확인 후 다시 연락드리겠습니다."
    assert row.note == "○○○님 ******-******* 표현이 어색해요"
    event = Event.objects.get(name="desk.sentence_flagged")
    assert (event.agent_id, event.actor_id, event.ticket_id) == (None, None, ticket.pk)
    assert event.data == {
        "flag_id": row.pk,
        "message_id": message.pk,
        "standard_id": None,
        "standard_version_id": None,
        "template_id": version.template_id,
        "template_version_id": version.pk,
    }
    assert same_as_log()


def test_pressing_twice_is_one_flag_and_a_note_can_follow(said, jisu, ticket):
    _message, version = said
    sentence = Sentence(template_version_id=version.pk)
    first = flags.flag(ticket.pk, sentence, by=jisu, at=at(60), text="고객님")
    again = flags.flag(ticket.pk, sentence, by=jisu, at=at(61), note="너무 길어요")

    assert (first.pk, again.note, again.excerpt) == (again.pk, "너무 길어요", "고객님")
    assert len(facts("sentence_flagged")) == 1


def test_a_sentence_nobody_owns_or_that_was_not_said_there_is_refused(said, team, lead, jisu, ticket):
    message, _version = said
    standard = make.standard(team, lead)
    with pytest.raises(DeskError, match="belongs to no standard and no template"):
        flags.flag(ticket.pk, Sentence(), by=jisu, at=at(60))
    with pytest.raises(DeskError, match="belongs to no standard and no template"):
        flags.flag(ticket.pk, Sentence(standard_version_id=999), by=jisu, at=at(60))
    with pytest.raises(DeskError, match="This message does not say that sentence"):
        flags.flag(ticket.pk, Sentence(standard.pk), by=jisu, at=at(60), message_id=message.pk)
    with pytest.raises(DeskError, match="The note is too long"):
        flags.flag(ticket.pk, Sentence(standard.pk), by=jisu, at=at(60), note="가" * 501)


def test_the_owner_answers_a_flag_once_and_fixed_names_a_later_version(said, lead, jisu, ticket):
    _message, version = said
    row = flags.flag(ticket.pk, Sentence(template_version_id=version.pk), by=jisu, at=at(60))
    with pytest.raises(DeskError, match="There is no such later version"):
        flags.settle_flag(row.pk, settled_as=FlagState.FIXED, by=lead, at=at(70))
    second = worded.changed(version.template, worded.saying("확인하겠습니다."), by=lead, when=at(80))

    settled = flags.settle_flag(row.pk, settled_as=FlagState.FIXED, answer="고쳤어요", by=lead, at=at(90))

    assert (settled.state, settled.fixed_in_id, settled.answer) == ("fixed", second.pk, "고쳤어요")
    assert facts("flag_settled") == [
        (
            "desk.flag_settled",
            {"flag_id": row.pk, "settled_as": "fixed", "fixed_in_id": second.pk, "open_ms": 30_000},
        )
    ]
    assert [one.answer for one in flag_reads.asked_by(jisu)] == ["고쳤어요"]
    with pytest.raises(DeskError, match="answered already"):
        flags.settle_flag(row.pk, settled_as=FlagState.NO_FAULT, answer="맞아요", by=lead, at=at(95))
    assert same_as_log()


def test_no_fault_needs_an_answer_and_only_the_owner_gives_it(said, lead, jisu, ticket):
    _message, version = said
    row = flags.flag(ticket.pk, Sentence(template_version_id=version.pk), by=jisu, at=at(60))
    with pytest.raises(DeskError, match="Say why it is not a fault"):
        flags.settle_flag(row.pk, settled_as=FlagState.NO_FAULT, by=lead, at=at(70))
    with pytest.raises(DeskError, match="Say whether it is fixed"):
        flags.settle_flag(row.pk, settled_as="open", answer="음", by=lead, at=at(70))
    with pytest.raises(SentenceFlag.DoesNotExist):
        flags.settle_flag(row.pk, settled_as=FlagState.NO_FAULT, answer="아니요", by=jisu, at=at(70))

    assert [(one.name, len(one.flags), one.is_own) for one in flag_reads.backlog(lead)] == [
        ("확인 안내", 1, True)
    ]
    assert (flag_reads.backlog(jisu), flag_reads.open_count(jisu), flag_reads.open_count(lead)) == ([], 0, 1)


def test_merging_tickets_moves_words_and_of_two_runs_one_goes_on(team, lead, jisu):
    door = make.account(team)
    loser, winner = (make.ticket(door, address=f"{name}@example.com") for name in "ab")
    version = worded.template(lead, team, worded.saying(steps=("주문 확인",)))
    shared, alone = worded.procedure(lead, team), worded.procedure(lead, team, name="교환 절차")
    for ticket in (loser, winner):
        runs.start_run(ticket.pk, procedure_id=shared.pk, by=jisu, at=at(10))
        used.tick_step(ticket.pk, step_id=version.steps.get().pk, done=True, by=jisu, at=at(11))
    runs.start_run(loser.pk, procedure_id=alone.pk, by=jisu, at=at(12))
    flags.flag(loser.pk, Sentence(template_version_id=version.pk), by=jisu, at=at(13))

    actions.merge(loser.pk, into_id=winner.pk, by=jisu, at=at(20))

    assert sorted(ProcedureRun.objects.values_list("ticket", "procedure", "state")) == sorted(
        [
            (winner.pk, shared.pk, "abandoned"),
            (winner.pk, shared.pk, "running"),
            (winner.pk, alone.pk, "running"),
        ]
    )
    assert SentenceFlag.objects.get().ticket_id == winner.pk
    assert TemplateTick.objects.get().ticket_id == winner.pk
    assert same_as_log()


def test_erasing_a_customer_empties_what_flags_quote(said, manager, jisu, lead, ticket):
    _message, version = said
    row = flags.flag(ticket.pk, Sentence(template_version_id=version.pk), by=jisu, at=at(60), note="이상해요")
    flags.settle_flag(row.pk, settled_as=FlagState.NO_FAULT, answer="맞는 표현이에요", by=lead, at=at(70))

    actions.erase_customer(ticket.customer_id, by=manager, at=at(80))

    row.refresh_from_db()
    assert (row.excerpt, row.note, row.answer, row.state) == ("", "", "", "no_fault")


def test_saying_of_a_version_comes_back_as_it_was_saved(team, lead):
    says = worded.saying(
        worded.TEXT,
        Text("email", "en", "Hello"),
        Text("any", "ko", "확인할게요.", is_short=True),
        steps=("하나", "둘"),
        review_on=date(2027, 1, 4),
    )
    version = worded.template(lead, team, says)

    assert saying_of(newest_version(version.template_id)) == says
