"""Notices and must-reads: listed, read, understood, issued, withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.standards.actions import notices as issuing
from gijun.standards.actions import receipts
from gijun.standards.errors import StandardsError
from gijun.standards.forms.publication import AnswerForm, NoticeForm
from gijun.standards.queries import receipts as reading
from gijun.standards.views.answers import answered


@require_GET
@needs("standards.view")
def notices(request: HttpRequest) -> HttpResponse:
    """Notices the person may see; what they still have to read first."""
    person, at = person_of(request), timezone.now()
    context = {
        "lines": reading.notices(person, at),
        "open": reading.open_must_reads(person, at),
        "overdue": reading.overdue_must_reads(person, at).exists(),
        "may_publish": authority.allows(person, "standards.publish"),
    }
    return render(request, "standards/notices.html", context)


@require_GET
@needs("standards.view")
@answered
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice to read, with its question."""
    return _show(request, notice_id)


@require_POST
@needs("standards.view")
@answered
def read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Confirm having read it; on to the question, or to what has to be read next."""
    person, at = person_of(request), timezone.now()
    receipts.confirm_read(notice_id, by=person, at=at)
    if reading.question_of(reading.notice(person, notice_id, at)):
        return redirect("standards:notice", notice_id)
    return _next(request)


@require_POST
@needs("standards.view")
@answered
def answer(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Answer the question; a wrong answer shows the sentence again."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("Choose one of the answers."))
    receipt = receipts.answer(
        notice_id, form.cleaned_data["choice"], by=person_of(request), at=timezone.now()
    )
    if not receipt.understood_at:
        return _show(request, notice_id, was_wrong=True, status=422)
    return _next(request)


@require_http_methods(["GET", "POST"])
@needs("standards.publish")
@answered
def new(request: HttpRequest) -> HttpResponse:
    """Issue a notice by itself."""
    by = person_of(request)
    form = NoticeForm(request.POST or None, person=by)
    if request.method == "POST" and form.is_valid():
        try:
            issued = issuing.add_notice(**form.wanted(), by=by, at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The notice is issued."))
            return redirect("standards:notice", issued.pk)
    return render(request, "standards/notice_new.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@needs("standards.publish")
@answered
def withdraw(request: HttpRequest, notice_id: int) -> HttpResponse:
    """Show a notice no longer."""
    person, at = person_of(request), timezone.now()
    reading.notice(person, notice_id, at)
    issuing.withdraw_notice(notice_id, by=person, at=at)
    messages.success(request, _("The notice is withdrawn."))
    return redirect("standards:notices")


def _next(request: HttpRequest) -> HttpResponse:
    """The next must-read, or the list when nothing is left."""
    waiting = reading.open_must_reads(person_of(request), timezone.now()).first()
    if waiting:
        messages.success(request, _("Confirmed. This has to be read, too."))
        return redirect("standards:notice", waiting.pk)
    messages.success(request, _("Confirmed. You have read everything."))
    return redirect("standards:notices")


def _show(
    request: HttpRequest, notice_id: int, *, was_wrong: bool = False, status: int = 200
) -> HttpResponse:
    person, at = person_of(request), timezone.now()
    shown = reading.notice(person, notice_id, at)
    may_follow = authority.allows(person, "standards.write", team_id=shown.team_id)
    context = {
        "notice": shown,
        "state": reading.reading_state(person, shown, at),
        "question": reading.question_of(shown),
        "sentences": shown.version.content().sentences if shown.version else (),
        "was_wrong": was_wrong,
        "is_coming": shown.shows_from > at,
        "may_publish": authority.allows(person, "standards.publish", team_id=shown.team_id),
        "adoption": reading.adoption_of(shown) if may_follow else None,
        "readers": reading.readers(shown) if may_follow else [],
    }
    return render(request, "standards/notice.html", context, status=status)
