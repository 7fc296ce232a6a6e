"""Contradictions between standards, sentences side by side, and hints while writing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.consistency import ClearForm, SupersedeForm
from gijun.standards.models import ConflictClearance
from gijun.standards.queries.contradictions import consistency_page
from gijun.standards.queries.office_words import suggestions
from gijun.standards.queries.variants import variants_page
from gijun.standards.rules.readability import hints as hints_on
from gijun.standards.rules.variables import malformed
from gijun.standards.terms import SENTENCE_LENGTH, Language
from gijun.standards.views.answers import answered


@require_GET
@needs("standards.view")
def consistency(request: HttpRequest) -> HttpResponse:
    """Standards that say different things about the same contact, and what to do about it."""
    page = consistency_page(person_of(request), timezone.now())
    return render(request, "standards/consistency.html", {"page": page})


@require_POST
@needs("standards.publish")
@answered
def clear(request: HttpRequest) -> HttpResponse:
    """Two versions are both right, for a reason."""
    form = ClearForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("Say why both are right."))
    given = form.cleaned_data
    actions.clear_conflict(
        given["first"], given["second"], reason=given["reason"], by=person_of(request), at=timezone.now()
    )
    messages.success(
        request, _("Noted. It counts as no contradiction until one of them says something else.")
    )
    return redirect("standards:consistency")


@require_POST
@needs("standards.publish")
@answered
def reopen(request: HttpRequest, clearance_id: int) -> HttpResponse:
    """They contradict each other after all."""
    try:
        actions.reopen_conflict(clearance_id, by=person_of(request), at=timezone.now())
    except ConflictClearance.DoesNotExist as error:
        raise Http404(_("There is no such note.")) from error
    messages.success(request, _("It counts as a contradiction again."))
    return redirect("standards:consistency")


@require_POST
@needs("standards.publish")
@answered
def supersede(request: HttpRequest) -> HttpResponse:
    """One standard stands for the other from now on."""
    form = SupersedeForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("Say why one stands for the other."))
    given = form.cleaned_data
    ended = actions.supersede_standard(
        given["standard"], given["by"], reason=given["reason"], by=person_of(request), at=timezone.now()
    )
    messages.success(request, _("“%(title)s” is no longer in force.") % {"title": ended.title})
    return redirect("standards:consistency")


@require_GET
@needs("standards.view")
@answered
def variants(request: HttpRequest, version_id: int) -> HttpResponse:
    """A version on every channel in both languages, with values and without."""
    page = variants_page(person_of(request), version_id)
    return render(request, "standards/variants.html", {"page": page, "standard": page.version.standard})


@require_POST
@needs("standards.write")
def hints(request: HttpRequest) -> HttpResponse:
    """What to look at again in the sentences of a form, while they are being written."""
    languages, texts = request.POST.getlist("language"), request.POST.getlist("sentence")
    own = suggestions()
    checked = [
        {
            "number": number,
            "hints": hints_on(text, own) if language == Language.KOREAN else [],
            "malformed": malformed(text),
        }
        for number, (language, text) in enumerate(zip(languages, texts, strict=False), start=1)
        if len(text) <= SENTENCE_LENGTH
    ]
    return render(request, "standards/_hints.html", {"checked": checked})
