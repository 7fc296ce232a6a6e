"""Approvals, returns and verifications on a standard's page, and the record of what was agreed."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.agreeing import SendBackForm, SideForm, VerifyForm
from gijun.standards.queries import visible
from gijun.standards.queries.record import record
from gijun.standards.views.answers import answered


@require_POST
@needs("standards.view")
@answered
def approve(request: HttpRequest, version_id: int) -> HttpResponse:
    """One side agrees to exactly what the person read."""
    by, standard_id = person_of(request), _standard_of(request, version_id)
    given, at = _right(SideForm(request.POST)).cleaned_data, timezone.now()
    actions.approve(version_id, side=given["side"], by=by, at=at, seen_hash=given["seen_hash"])
    messages.success(request, _("Approved. An edit of the draft voids it."))
    return redirect("standards:page", standard_id)


@require_POST
@needs("standards.view")
@answered
def withdraw(request: HttpRequest, version_id: int) -> HttpResponse:
    """One side takes its approval back."""
    by, standard_id = person_of(request), _standard_of(request, version_id)
    side = _right(SideForm(request.POST)).cleaned_data["side"]
    actions.withdraw_approval(version_id, side=side, by=by, at=timezone.now())
    messages.success(request, _("The approval is withdrawn."))
    return redirect("standards:page", standard_id)


@require_POST
@needs("standards.view")
@answered
def send_back(request: HttpRequest, version_id: int) -> HttpResponse:
    """One side says what has to change."""
    by, standard_id = person_of(request), _standard_of(request, version_id)
    given = _right(SendBackForm(request.POST)).cleaned_data
    actions.send_back(version_id, given["reason"], side=given["side"], by=by, at=timezone.now())
    messages.success(request, _("The draft is sent back. Whoever wrote it sees why."))
    return redirect("standards:page", standard_id)


@require_POST
@needs("standards.write")
@answered
def verify(request: HttpRequest, version_id: int) -> HttpResponse:
    """Still right, until the next review."""
    by, standard_id = person_of(request), _standard_of(request, version_id)
    review_on = _right(VerifyForm(request.POST)).cleaned_data["review_on"]
    actions.verify(version_id, review_on=review_on, by=by, at=timezone.now())
    messages.success(request, _("Verified. No word of it changed."))
    return redirect("standards:page", standard_id)


@require_GET
@needs("standards.view")
@answered
def agreement(request: HttpRequest, version_id: int) -> HttpResponse:
    """The record of what was agreed, made to be printed."""
    found = record(person_of(request), version_id)
    return render(request, "standards/agreement.html", {"record": found, "standard": found.standard})


def _right(form: forms.Form) -> forms.Form:
    """The form, if nothing is wrong with it."""
    if not form.is_valid():
        raise StandardsError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form


def _standard_of(request: HttpRequest, version_id: int) -> int:
    """The standard of a version the person may see."""
    return visible.version(person_of(request), version_id).standard_id
