"""Workshops: opened on a standard, then proposed to, voted in and decided on a page of their own."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.workshop import DecideForm, DissentForm, OpenForm, ProposalForm, VoteForm
from gijun.standards.models import Workshop
from gijun.standards.queries import visible
from gijun.standards.queries import workshop as workshops
from gijun.standards.queries.workshop import DISCUSS, WorkshopPage, workshop_page
from gijun.standards.views.answers import answered


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def start(request: HttpRequest, standard_id: int) -> HttpResponse:
    """Open a workshop on a standard."""
    by = person_of(request)
    standard = visible.standard(by, standard_id)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            purpose = form.cleaned_data["purpose"]
            opened = actions.open_workshop(standard_id, purpose, by=by, at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            return redirect("standards:workshop", opened.pk)
    context = {"form": form, "standard": standard}
    return render(request, "standards/workshop_new.html", context, status=422 if form.errors else 200)


@require_GET
@needs("standards.view")
@answered
def workshop(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Candidates side by side with what customers said; names only once it is decided."""
    return _show(request, workshop_page(person_of(request), workshop_id, timezone.now()))


@require_POST
@needs(DISCUSS)
@answered
def propose(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Propose words."""
    form = ProposalForm(request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.propose(workshop_id, text, by=person_of(request), at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
    done = _("Your sentence stands among the candidates, without your name.")
    return _answer(request, workshop_id, form, "proposal_form", done)


@require_POST
@needs(DISCUSS)
@answered
def vote(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Vote, or change the vote."""
    form, by = VoteForm(request.POST), person_of(request)
    if form.is_valid():
        try:
            pk = _candidate(request, workshop_id, form.cleaned_data["candidate"])
            actions.vote(workshop_id, pk, by=by, at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
    return _answer(request, workshop_id, form, "vote_form", _("Your vote counts. Now you see all of them."))


@require_POST
@needs(DISCUSS)
@answered
def dissent(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Keep a disagreement beside the decision."""
    form = DissentForm(request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.note_dissent(workshop_id, text, by=person_of(request), at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
    done = _("Your disagreement is kept beside the decision.")
    return _answer(request, workshop_id, form, "dissent_form", done)


@require_POST
@needs("standards.write")
@answered
def decide(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Choose the words, or close without any."""
    by, at = person_of(request), timezone.now()
    form = DecideForm(request.POST, candidates=workshop_page(by, workshop_id, at).candidates)
    if form.is_valid():
        try:
            key = form.key()
            pk = _candidate(request, workshop_id, key) if key else None
            actions.decide(workshop_id, pk, form.cleaned_data["reason"], by=by, at=at)
        except StandardsError as error:
            form.add_error(None, str(error))
    return _answer(request, workshop_id, form, "decide_form", _("It is decided. The names are shown now."))


def _candidate(request: HttpRequest, workshop_id: int, key: str) -> int:
    """The candidate a person chose by its blind key."""
    shown: Workshop = workshops.workshop(person_of(request), workshop_id)
    pk = workshops.candidate_called(shown, key)
    if pk is None:
        raise StandardsError(_("These words are not among the candidates of this workshop."))
    return pk


def _answer(request: HttpRequest, workshop_id: int, form: forms.Form, name: str, done: str) -> HttpResponse:
    """Back to the page when it went well; else the page with what was typed and what is wrong."""
    if form.errors:
        page = workshop_page(person_of(request), workshop_id, timezone.now())
        return _show(request, page, {name: form}, status=422)
    messages.success(request, done)
    return redirect("standards:workshop", workshop_id)


def _show(
    request: HttpRequest, page: WorkshopPage, given: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "page": page,
        "standard": page.workshop.standard,
        "proposal_form": ProposalForm(auto_id="proposal_%s"),
        "vote_form": VoteForm(),
        "dissent_form": DissentForm(auto_id="dissent_%s"),
        "decide_form": DecideForm(candidates=page.candidates, auto_id="decide_%s"),
    }
    return render(request, "standards/workshop.html", context | (given or {}), status=status)
