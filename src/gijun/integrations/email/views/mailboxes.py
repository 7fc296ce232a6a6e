"""Mailboxes: the doors customers write to, and how their mail is fetched."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk import actions as desk
from gijun.desk.queries import doors
from gijun.desk.terms import ChannelKind
from gijun.integrations.email import actions, health, imap, queries
from gijun.integrations.email.errors import MailboxError, MailError
from gijun.integrations.email.forms import DoorForm, MailboxForm, NewDoorForm, as_typed
from gijun.integrations.email.terms import KIND
from gijun.integrations.email.views.asked import asked
from gijun.organisation.access import needs, person_of

POWER = "desk.manage_accounts"
NOT_VALID = 422


@require_GET
@needs(POWER)
def mailboxes(request: HttpRequest) -> HttpResponse:
    """Every mailbox the person manages, and how it fares."""
    own = list(doors.managed_by(person_of(request), KIND))
    fetched = queries.mailboxes_of([door.pk for door in own])
    at = timezone.now()
    context = {
        "rows": [(door, fetched.get(door.pk)) for door in own],
        "health": health.mail_health(at),
        "at": at,
    }
    return render(request, "email/mailboxes.html", context)


@require_http_methods(["GET", "POST"])
@needs(POWER)
@asked
def add_mailbox(request: HttpRequest) -> HttpResponse:
    """Open a mailbox; how it is fetched comes next."""
    person = person_of(request)
    form = NewDoorForm(request.POST or None, person=person)
    if not form.is_valid():
        status = NOT_VALID if form.is_bound else 200
        return render(request, "email/new_mailbox.html", {"form": form}, status=status)
    account = desk.add_account(
        kind=ChannelKind.EMAIL,
        name=form.cleaned_data["name"],
        address=form.cleaned_data["address"],
        team_id=form.cleaned_data["team"].pk,
        by=person,
        at=timezone.now(),
    )
    return redirect("email:mailbox", account.pk)


@require_GET
@needs(POWER)
@asked
def mailbox(request: HttpRequest, account_id: int) -> HttpResponse:
    return render(request, "email/mailbox.html", _context(request, account_id))


def _context(request: HttpRequest, account_id: int, **changed: Any) -> dict[str, Any]:
    """The page of one mailbox; forms that were sent are shown as they were typed."""
    person = person_of(request)
    door = doors.managed_by(person, KIND).get(pk=account_id)
    fetched = queries.mailbox_of(account_id)
    shown = {"name": door.name, "team": door.team_id, "is_active": door.is_active}
    return {
        "door": door,
        "fetched": fetched,
        "door_form": DoorForm(initial=shown, person=person),
        "fetching_form": MailboxForm(initial=as_typed(fetched)),
        "at": timezone.now(),
    } | changed


@require_POST
@needs(POWER)
@asked
def change_door(request: HttpRequest, account_id: int) -> HttpResponse:
    person = person_of(request)
    form = DoorForm(request.POST, person=person)
    context = _context(request, account_id, door_form=form)
    if not form.is_valid():
        return render(request, "email/mailbox.html", context, status=NOT_VALID)
    clean = form.cleaned_data
    desk.change_account(
        account_id,
        name=clean["name"],
        team_id=clean["team"].pk,
        active=clean["is_active"],
        by=person,
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return redirect("email:mailbox", account_id)


@require_POST
@needs(POWER)
@asked
def set_up_fetching(request: HttpRequest, account_id: int) -> HttpResponse:
    """Save where the mailbox lies; it is read within moments."""
    form = MailboxForm(request.POST)
    context = _context(request, account_id, fetching_form=form)
    if form.is_valid():
        try:
            actions.set_up(account_id, form.given(), by=person_of(request), at=timezone.now())
        except MailError as error:
            form.add_error("password", str(error))
    if form.errors:
        return render(request, "email/mailbox.html", context, status=NOT_VALID)
    messages.success(request, _("Saved. The mailbox is read within moments."))
    return redirect("email:mailbox", account_id)


@require_POST
@needs(POWER)
@asked
def test_fetching(request: HttpRequest, account_id: int) -> HttpResponse:
    """Try the way in as it was typed; nothing is saved and no mail is taken in."""
    form = MailboxForm(request.POST)
    context = _context(request, account_id, fetching_form=form)
    if form.is_valid():
        context["tested"] = _tried(request, account_id, form)
    part = "email/_tested.html" if request.headers.get("HX-Request") else "email/mailbox.html"
    return render(request, part, context)


def _tried(request: HttpRequest, account_id: int, form: MailboxForm) -> dict[str, str]:
    """What came of it, as the notice shows it."""
    try:
        found = imap.check(actions.completed(account_id, form.access(), by=person_of(request)))
    except MailboxError as error:
        return {"kind": "danger", "what": str(error), "why": error.detail}
    except MailError as error:
        return {"kind": "danger", "what": str(error)}
    return {
        "kind": "ok",
        "what": ngettext(
            "The way in works: %(count)d mail lies in the folder.",
            "The way in works: %(count)d mails lie in the folder.",
            found,
        )
        % {"count": found},
    }
