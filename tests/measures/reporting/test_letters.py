"""Reports leave by a real mail server: once, to those who may see them, late when they had to wait."""

import email
import email.policy
import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from gijun.events.models import Event
from gijun.integrations.email import letters_out
from gijun.measures import lake
from gijun.measures.models import ReportDelivery
from gijun.measures.reporting import actions, delivering, ports, posting
from gijun.measures.reporting.rules import Timing
from gijun.measures.reporting.terms import Block, BlockKind, DeliveryStanding, Hindrance
from gijun.organisation import authority
from gijun.organisation.models import Person
from tests import make
from tests.measures.reporting.conftest import BLOCKS, wanted

PNG = b"\x89PNG\r\n"


@pytest.fixture(autouse=True)
def sender(settings):
    settings.SMTP_FROM = "reports@gijun.example"


@pytest.fixture
def report(centre, team, manager, clock):
    """Without charts, which take time to draw."""
    light = tuple(one for one in BLOCKS if one.kind in {BlockKind.STORY, BlockKind.TABLE})
    return actions.make_report(wanted(centre, blocks=light), by=manager, at=clock.at)


@pytest.fixture
def whole_report(centre, team, manager, clock):
    return actions.make_report(wanted(centre), by=manager, at=clock.at)


@pytest.fixture
def readers(centre, manager):
    """The manager, who reads Korean, and a head, who reads English and may not export."""
    head = make.person("observer", centre, "observer", name="Head")
    Person.objects.filter(pk=manager.pk).update(email="manager@gijun.example", locale="ko")
    Person.objects.filter(pk=head.pk).update(email="head@gijun.example", locale="en")
    return [manager, head]


def send_to(report, people, clock, *, hours_before: float = 1) -> None:
    """Let the report of 1 December fall due at eight, for these people."""
    since = clock.at - timedelta(hours=hours_before)
    actions.send_regularly(
        report.pk, Timing(480), [one.pk for one in people], is_on=True, by=report.owner, at=since
    )


def post(clock) -> int:
    """What the worker's loop does in one round; returns how many were tried."""
    delivering.make_due(clock.at)
    delivering.give_up_interrupted(clock.at)
    tried = 0
    while posting.send_next():
        tried += 1
    return tried


def parsed(raw: bytes):
    return email.message_from_bytes(raw, policy=email.policy.default)


def state() -> tuple[str, str]:
    row = ReportDelivery.objects.get()
    return row.standing, row.hindrance


def test_each_reader_gets_the_report_in_their_language(sink, figures, report, readers, clock):
    send_to(report, readers, clock)

    assert post(clock) == 2
    assert post(clock) == 0

    korean, english = (parsed(raw) for raw in sink.mails)
    assert [one[1] for one in sink.envelopes] == [["manager@gijun.example"], ["head@gijun.example"]]
    assert korean["Subject"].startswith("일간 보고서 · 2026")
    assert korean["From"] == "Gijun <reports@gijun.example>"
    assert korean["Auto-Submitted"] == "auto-generated"
    text = korean.get_body(("plain",)).get_content()
    assert "40건입니다. 전날 30건" in text
    assert "Contacts offered: 40" in english.get_body(("plain",)).get_content()
    assert set(ReportDelivery.objects.values_list("standing", "is_late")) == {(DeliveryStanding.SENT, False)}
    assert Event.objects.filter(name="measures.report_sent").count() == 2


def test_pictures_lie_in_the_letter_with_their_tables(sink, figures, whole_report, readers, clock):
    send_to(whole_report, readers[:1], clock)
    post(clock)

    mail = parsed(sink.mails[0])
    html = mail.get_body(("html",)).get_content()
    pictures = {part["Content-ID"]: part.get_content() for part in mail.walk()
                if part.get_content_type() == "image/png"}  # fmt: skip
    assert set(pictures) == {"<chart-3>", "<chart-7>"}
    assert all(png.startswith(PNG) for png in pictures.values())
    for name in ("chart-3", "chart-7"):
        assert f'src="cid:{name}"' in html
    assert html.count("<thead>") == 5  # two charts and three tables
    assert "=1+1 점검<br>둘째 줄" in html
    text = mail.get_body(("plain",)).get_content()
    assert " | 40" in text


def test_files_go_along_only_for_who_may_export(sink, figures, whole_report, readers, clock):
    send_to(whole_report, readers, clock)
    post(clock)

    first, second = (parsed(raw) for raw in sink.mails)
    files = {one.get_filename(): one.get_content() for one in first.iter_attachments()}
    assert set(files) == {
        f"report-{whole_report.pk}-2026-12-01-2026-12-01.{kind}" for kind in ("xlsx", "pdf")
    }
    assert not list(second.iter_attachments())
    book, paper = (
        files[f"report-{whole_report.pk}-2026-12-01-2026-12-01.xlsx"],
        files[f"report-{whole_report.pk}-2026-12-01-2026-12-01.pdf"],
    )
    assert CalamineWorkbook.from_filelike(io.BytesIO(book)).sheet_names[0] == "보고서"
    assert "일간 보고서" in PdfReader(io.BytesIO(paper)).pages[0].extract_text()


def test_markup_of_a_title_or_a_note_stays_text(sink, figures, centre, readers, clock):
    manager = readers[0]
    blocks = (Block(BlockKind.NOTE, text="<script>alert(1)</script>"),)
    row = actions.make_report(wanted(centre, title="<b>A</b> #x", blocks=blocks), by=manager, at=clock.at)
    send_to(row, [manager], clock)
    post(clock)

    html = parsed(sink.mails[0]).get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "&lt;b&gt;A&lt;/b&gt;" in html


def test_what_a_sleeping_worker_missed_is_sent_once_and_marked_late(sink, figures, report, readers, clock):
    send_to(report, readers[:1], clock)
    clock.on(hours=5)

    assert post(clock) == 1
    assert post(clock) == 0

    assert ReportDelivery.objects.get().is_late
    assert "늦" in parsed(sink.mails[0]).get_body(("plain",)).get_content()
    (fact,) = Event.objects.filter(name="measures.report_sent")
    assert fact.data["late"] is True


def test_two_workers_send_it_once(sink, figures, report, readers, clock):
    send_to(report, readers[:1], clock)
    delivering.make_due(clock.at)
    delivering.make_due(clock.at)

    assert posting.send_next()
    assert not posting.send_next()
    assert len(sink.mails) == 1


def test_a_refusal_for_now_is_tried_again_under_the_same_id(sink, figures, report, readers, clock):
    sink.answers = ["451 4.3.0 later"]
    send_to(report, readers[:1], clock)
    post(clock)

    row = ReportDelivery.objects.get()
    assert (row.standing, row.hindrance, row.answer) == (
        DeliveryStanding.WAITING,
        Hindrance.REFUSED,
        "451 4.3.0 later",
    )
    clock.on(seconds=29)
    assert post(clock) == 0
    clock.on(seconds=1)
    assert post(clock) == 1

    assert state() == (DeliveryStanding.SENT, "")
    assert len({parsed(raw)["Message-ID"] for raw in sink.mails}) == 1


def test_a_refusal_for_good_is_shown_and_sent_again_only_by_hand(sink, figures, report, readers, clock):
    sink.refusals = ["550 5.1.1 <manager@gijun.example> unknown"]
    send_to(report, readers[:1], clock)
    post(clock)

    row = ReportDelivery.objects.get()
    assert state() == (DeliveryStanding.FAILED, Hindrance.REFUSED)
    assert row.answer.startswith("550 5.1.1")
    assert "manager@" not in row.answer
    assert post(clock) == 0

    delivering.send_again(row.pk, by=report.owner, at=clock.at)
    assert post(clock) == 1
    assert state() == (DeliveryStanding.SENT, "")


def test_a_server_that_does_not_answer_is_tried_later(figures, report, readers, clock, settings):
    settings.SMTP_SEND = "127.0.0.1:9"
    send_to(report, readers[:1], clock)
    post(clock)

    assert state() == (DeliveryStanding.WAITING, Hindrance.UNREACHABLE)


class Cut:
    """A server that breaks the line after it has got the text."""

    async def handle_DATA(self, server, session, envelope) -> str:
        server.transport.close()
        return "250 OK"


def test_without_an_answer_to_the_text_it_is_not_sent_a_second_time(
    figures, report, readers, clock, settings
):
    from tests.integrations.email.conftest import running

    settings.SMTP_STARTTLS = False
    send_to(report, readers[:1], clock)
    with running(Cut(), settings):
        post(clock)

    assert state() == (DeliveryStanding.FAILED, Hindrance.INTERRUPTED)


def test_without_a_server_it_waits(figures, report, readers, clock, settings, sink):
    there, settings.SMTP_SEND = settings.SMTP_SEND, ""
    send_to(report, readers[:1], clock)
    post(clock)
    assert state() == (DeliveryStanding.WAITING, Hindrance.NO_SERVER)

    settings.SMTP_SEND = there
    clock.on(minutes=5)
    post(clock)
    assert state() == (DeliveryStanding.SENT, "")


def test_until_the_day_is_counted_it_waits(sink, team, report, readers, clock):
    lake.refresh(lambda: clock.at - timedelta(hours=9))  # the day was not over
    send_to(report, readers[:1], clock)
    post(clock)
    assert state() == (DeliveryStanding.WAITING, Hindrance.NO_FIGURES)

    clock.on(minutes=5)
    lake.refresh(lambda: clock.at)
    post(clock)
    assert state() == (DeliveryStanding.SENT, "")


def test_nothing_leaves_for_somebody_who_may_no_longer_see_it(sink, figures, report, readers, clock):
    head = readers[1]
    send_to(report, [head], clock)
    head.memberships.all().delete()
    post(clock)

    assert state() == (DeliveryStanding.FAILED, Hindrance.NOT_ALLOWED)
    assert sink.mails == []


def test_nothing_leaves_for_somebody_who_has_left(sink, figures, report, readers, clock):
    head = readers[1]
    send_to(report, [head], clock)
    Person.objects.filter(pk=head.pk).update(is_active=False)
    post(clock)

    assert state() == (DeliveryStanding.FAILED, Hindrance.NOT_ALLOWED)
    assert sink.mails == []


def test_nothing_leaves_with_the_rights_of_an_owner_who_lost_them(sink, figures, report, readers, clock):
    manager, head = readers
    send_to(report, [head], clock)
    manager.memberships.all().delete()
    authority.forget(manager)
    post(clock)

    assert state() == (DeliveryStanding.FAILED, Hindrance.NO_OWNER)
    assert sink.mails == []


def test_nothing_leaves_once_it_was_stopped_for_somebody(sink, figures, report, readers, clock):
    manager, head = readers
    send_to(report, readers, clock)
    delivering.make_due(clock.at)
    actions.send_regularly(report.pk, Timing(480), [manager.pk], is_on=True, by=manager, at=clock.at)
    post(clock)

    assert [one[1] for one in sink.envelopes] == [["manager@gijun.example"]]
    assert ReportDelivery.objects.get(person=head).hindrance == Hindrance.STOPPED


def test_without_an_address_it_is_not_sent(sink, figures, report, readers, clock):
    Person.objects.filter(pk=readers[0].pk).update(email="")
    send_to(report, readers[:1], clock)
    post(clock)

    assert state() == (DeliveryStanding.FAILED, Hindrance.NO_ADDRESS)


def test_it_never_goes_to_one_of_our_own_mailboxes(sink, figures, centre, report, readers, clock):
    make.account(centre, "manager@gijun.example")
    send_to(report, readers[:1], clock)
    post(clock)

    assert state() == (DeliveryStanding.FAILED, Hindrance.REFUSED)
    assert sink.mails == []


def test_without_an_address_of_its_own_it_leaves_from_the_first_door(sink, centre, settings):
    settings.SMTP_FROM = ""
    assert not letters_out.LettersOut().is_ready()
    make.account(centre, "help@gijun.example")

    assert letters_out.sender() == "help@gijun.example"
    assert isinstance(ports.postman(), letters_out.LettersOut)


def test_the_loop_goes_on_after_a_report_that_breaks_it(sink, figures, report, readers, clock, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("broken")

    send_to(report, readers[:1], clock)
    with monkeypatch.context() as patched:
        patched.setattr("gijun.measures.reporting.letters.letter", broken)
        assert post(clock) == 1

    assert state() == (DeliveryStanding.FAILED, Hindrance.INTERRUPTED)
