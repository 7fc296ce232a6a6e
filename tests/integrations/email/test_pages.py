"""The pages of mail: who sees what, and what the buttons do."""

import pytest
from django.urls import reverse

from gijun.desk import actions as desk
from gijun.desk import vault
from gijun.desk.models import ChannelAccount, Message, RawInbound, Ticket
from gijun.desk.terms import RawReason, RawState
from gijun.events.models import Event
from gijun.integrations.email import actions, intake, smtp_in
from gijun.integrations.email.actions import Access, Given
from gijun.integrations.email.models import Mailbox
from gijun.integrations.email.terms import Security, Start
from tests import make
from tests.integrations.email.dovecot import PASSWORD
from tests.integrations.email.mail import mail
from tests.integrations.email.ports import free_port
from tests.make import NOON

INBOUND = reverse("email:inbound")
MAILBOXES = reverse("email:mailboxes")


@pytest.fixture
def door(team) -> ChannelAccount:
    return make.account(team)


@pytest.fixture
def page(client, manager):
    """The manager's browser, in English."""
    manager.locale = "en"
    manager.save()
    client.force_login(manager)
    return client


def arrive(content: bytes, *to: str) -> RawInbound:
    smtp_in.keep(content, "haneul@example.com", list(to) or ["help@example.com"])
    intake.take_in_waiting()
    return RawInbound.objects.latest("id")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


# ---- originals


def test_what_was_set_aside_is_listed_with_its_reason_in_words_and_its_sender_masked(page, door):
    raw = arrive(b"\r\nno header")

    shown = text_of(page.get(INBOUND))

    assert "It cannot be read as a message." in shown
    assert "It does not begin with headers." in shown
    assert "ha****@example.com" in shown
    assert "haneul@example.com" not in shown
    assert f"Reference {raw.pk}" in shown


def test_what_was_not_taken_in_has_a_list_of_its_own_and_can_be_narrowed(page, door):
    arrive(b"\r\nno header")
    arrive(mail(auto_submitted="auto-replied"))
    arrive(mail(sender="help@example.com"))

    shown = text_of(page.get(INBOUND, {"show": "dropped"}))
    narrowed = text_of(page.get(INBOUND, {"show": "dropped", "reason": RawReason.OWN}))

    assert shown.count('<tr id="original-') == 2
    assert narrowed.count('<tr id="original-') == 1


def test_an_empty_list_says_what_it_is_for(page, door):
    assert "Nothing is set aside." in text_of(page.get(INBOUND))


def test_a_copy_leads_to_the_ticket_its_first_went_to(page, door):
    content = mail()
    ticket = arrive(content).message.ticket
    arrive(content)

    shown = text_of(page.get(INBOUND, {"show": "dropped"}))

    assert f'<a href="{reverse("desk:ticket", args=[ticket.pk])}">See ticket {ticket.number}</a>' in shown


@pytest.mark.parametrize("who", ["jisu", "lead"])
def test_the_floor_has_no_business_here(client, request, door, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(INBOUND).status_code == 403
    assert client.get(MAILBOXES).status_code == 403


def test_other_centres_see_and_touch_nothing(client, door):
    raw = arrive(b"\r\nno header")
    elsewhere = make.person("elsewhere", make.centre("부산센터"), "operations_manager")
    client.force_login(elsewhere)

    assert client.get(INBOUND).status_code == 200
    assert '<tr id="original-' not in text_of(client.get(INBOUND))
    assert client.post(reverse("email:retry", args=[raw.pk])).status_code == 404
    assert client.post(reverse("email:original", args=[raw.pk])).status_code == 404
    assert client.get(reverse("email:mailbox", args=[door.pk])).status_code == 404
    raw.refresh_from_db()
    assert raw.state == RawState.QUARANTINED


def test_reading_again_after_the_fault_is_gone_takes_the_mail_in(page, door):
    raw = desk.keep_original(mail("늦었다"), channel="email", account_id=door.pk, at=NOON)
    desk.set_aside(raw.pk, RawReason.FAULT, at=NOON, detail="OSError")

    answer = page.post(reverse("email:retry", args=[raw.pk]), follow=True)

    assert "It was taken in and lies on a ticket now." in text_of(answer)
    message = Message.objects.get()
    assert (message.body_new.strip(), message.made_at) == ("늦었다", NOON)


def test_reading_again_what_still_is_no_mail_says_so_and_keeps_it(page, door):
    raw = arrive(b"\r\nno header")

    answer = page.post(reverse("email:retry", args=[raw.pk]), follow=True)

    assert "It could not be taken in: It cannot be read as a message." in text_of(answer)
    raw.refresh_from_db()
    assert (raw.state, raw.attempts) == (RawState.QUARANTINED, 2)


def test_a_person_can_say_that_a_customer_wrote_what_looked_automatic(page, door):
    raw = arrive(mail(precedence="bulk"))

    page.post(reverse("email:retry", args=[raw.pk]))

    raw.refresh_from_db()
    assert (raw.state, raw.message.automatic) == (RawState.PARSED, "")
    assert Ticket.objects.count() == 1


def test_a_copy_cannot_be_read_again(page, door):
    content = mail()
    arrive(content)
    copy = arrive(content)

    answer = page.post(reverse("email:retry", args=[copy.pk]))

    assert answer.status_code == 409
    assert "This original has been taken in or erased meanwhile." in text_of(answer)


def test_the_original_is_handed_out_as_it_came_and_that_stays_in_the_audit(page, door, manager):
    raw = arrive(b"\r\nno header")

    answer = page.post(reverse("email:original", args=[raw.pk]))

    assert answer.content == b"\r\nno header"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="mail-{raw.pk}.eml"'
    read = Event.objects.get(name="organisation.sensitive_read")
    assert (read.actor_id, read.data) == (manager.pk, {"kind": "raw_mail", "subject_id": raw.pk})
    assert page.get(reverse("email:original", args=[raw.pk])).status_code == 405


def test_who_may_not_open_originals_gets_none_and_no_button(client, door, admin):
    raw = arrive(b"\r\nno header")
    client.force_login(admin)

    assert client.post(reverse("email:original", args=[raw.pk])).status_code == 403
    assert f'action="{reverse("email:retry", args=[raw.pk])}"' in text_of(client.get(INBOUND))
    assert f'action="{reverse("email:original", args=[raw.pk])}"' not in text_of(client.get(INBOUND))
    assert not Event.objects.filter(name="organisation.sensitive_read").exists()


def test_an_erased_original_is_gone(page, door):
    raw = arrive(b"\r\nno header")
    RawInbound.objects.update(vault_key="")

    assert page.post(reverse("email:original", args=[raw.pk])).status_code == 404


# ---- mailboxes


def given(**changed: object) -> dict[str, object]:
    """The form of how a mailbox is fetched, filled in."""
    return {
        "host": "127.0.0.1",
        "port": 993,
        "security": Security.NONE,
        "username": "help",
        "password": PASSWORD,
        "folder": "INBOX",
        "start": Start.ALL,
        "is_active": "on",
    } | changed


def test_a_mailbox_is_added_with_its_team(page, team):
    answer = page.post(
        reverse("email:add_mailbox"), {"address": "Help@Example.com", "name": "고객센터", "team": team.pk}
    )

    door = ChannelAccount.objects.get()
    assert answer.url == reverse("email:mailbox", args=[door.pk])
    assert (door.address, door.name, door.team) == ("help@example.com", "고객센터", team)
    assert door.is_active


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("help", "Enter a valid email address."),
        ("help+all@example.com", "An address with a plus sign cannot be a mailbox"),
    ],
)
def test_an_address_that_cannot_be_a_mailbox_is_refused_with_the_reason(page, team, address, why):
    answer = page.post(reverse("email:add_mailbox"), {"address": address, "name": "x", "team": team.pk})

    assert answer.status_code == 422
    assert why in text_of(answer)


def test_an_address_that_is_set_up_already_is_refused(page, door, team):
    answer = page.post(reverse("email:add_mailbox"), {"address": door.address, "name": "x", "team": team.pk})

    assert answer.status_code == 409
    assert "help@example.com is already set up." in text_of(answer)


def test_a_team_of_another_centre_cannot_be_chosen(page, door):
    other = make.centre("부산센터")

    answer = page.post(
        reverse("email:change_door", args=[door.pk]), {"name": "x", "team": other.pk, "is_active": "on"}
    )

    assert answer.status_code == 422
    door.refresh_from_db()
    assert door.name == "고객센터"


def test_a_door_can_be_renamed_and_shut(page, door, team):
    page.post(reverse("email:change_door", args=[door.pk]), {"name": "옛 주소", "team": team.pk})

    door.refresh_from_db()
    assert (door.name, door.is_active) == ("옛 주소", False)
    assert "■ Closed" in text_of(page.get(MAILBOXES))


def test_fetching_is_set_up_without_ever_showing_the_password(page, door, manager):
    answer = page.post(reverse("email:set_up_fetching", args=[door.pk]), given(), follow=True)

    mailbox = Mailbox.objects.get()
    assert vault.unseal(mailbox.password_sealed) == PASSWORD
    assert PASSWORD not in text_of(answer)
    assert mailbox.password_sealed not in text_of(answer)
    changed = Event.objects.get(name="email.mailbox_changed")
    assert (changed.actor_id, changed.team_id, changed.data) == (
        manager.pk,
        door.team_id,
        {"mailbox_id": mailbox.pk, "account_id": door.pk, "active": True},
    )


def test_without_a_password_there_is_nothing_to_set_up(page, door):
    answer = page.post(reverse("email:set_up_fetching", args=[door.pk]), given(password=""))

    assert answer.status_code == 422
    assert "Type the mailbox&#x27;s password." in text_of(answer)
    assert not Mailbox.objects.exists()


def test_the_connection_is_tested_as_it_was_typed_and_nothing_is_saved(page, door, imap_server):
    imap_server.deliver("help", mail(), mail())
    test = reverse("email:test_fetching", args=[door.pk])

    htmx = {"HX-Request": "true"}
    works = text_of(page.post(test, given(port=imap_server.port)))
    wrong = text_of(page.post(test, given(port=imap_server.port, password="no"), headers=htmx))
    away = text_of(page.post(test, given(port=free_port()), headers=htmx))

    assert "The way in works: 2 mails lie in the folder." in works
    assert "The mail server refused the sign-in. Check the user name and password." in wrong
    assert "The mail server does not answer. Check its name and port." in away
    assert "<html" in works
    assert "<html" not in wrong
    assert not Mailbox.objects.exists()
    assert not RawInbound.objects.exists()


def test_what_is_missing_for_a_test_is_named(page, door):
    test = reverse("email:test_fetching", args=[door.pk])

    assert "Type the mailbox&#x27;s password." in text_of(page.post(test, given(password="")))
    assert "Something is missing." in text_of(page.post(test, given(host=""), headers={"HX-Request": "true"}))


def test_a_failing_mailbox_says_why_on_both_pages(page, door, manager):
    actions.set_up(door.pk, Given(Access("mail.example", 993, "help", PASSWORD)), by=manager, at=NOON)
    Mailbox.objects.update(last_error="login", last_error_detail="AUTHENTICATIONFAILED", failures=3)

    listed = text_of(page.get(MAILBOXES))
    shown = text_of(page.get(reverse("email:mailbox", args=[door.pk])))

    assert "! The mail server refused the sign-in." in listed
    assert "It failed 3 times in a row." in shown
    assert "AUTHENTICATIONFAILED" in shown


def test_what_keeps_mail_from_going_out_or_coming_in_is_said_first(page, door, settings):
    settings.SMTP_LISTEN = f"127.0.0.1:{free_port()}"
    settings.SMTP_SEND = ""

    shown = text_of(page.get(MAILBOXES))

    assert f"Our own listener at {settings.SMTP_LISTEN} does not answer." in shown
    assert "No mail server is set to send replies by." in shown
