"""Words customers say: added one by one or as a list, removed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.actions.synonyms import Refused
from gijun.standards.forms.finding import SettleForm, SynonymsForm
from gijun.standards.queries.synonyms import synonyms
from gijun.standards.views.answers import answered


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def words(request: HttpRequest) -> HttpResponse:
    """The list, and a field for one or many lines."""
    form = SynonymsForm(request.POST or None)
    refused: list[Refused] = []
    if request.method == "POST" and form.is_valid():
        taken, refused = actions.add_synonyms(
            form.cleaned_data["lines"].splitlines(), by=person_of(request), at=timezone.now()
        )
        if taken:
            messages.success(
                request,
                ngettext("%(count)d word is known.", "%(count)d words are known.", taken) % {"count": taken},
            )
        if not refused:
            return redirect("standards:words")
    asked = request.GET.get("q", "").strip()[:100]
    context = {"form": form, "refused": refused, "synonyms": synonyms(asked), "asked": asked}
    return render(request, "standards/words.html", context, status=422 if refused or form.errors else 200)


@require_POST
@needs("standards.write")
def remove_word(request: HttpRequest, synonym_id: int) -> HttpResponse:
    actions.remove_synonym(synonym_id, by=person_of(request), at=timezone.now())
    messages.success(request, _("The word stands for nothing else any more."))
    return redirect("standards:words")


@require_POST
@needs("standards.write")
@answered
def settle(request: HttpRequest, query_id: int) -> HttpResponse:
    """Say what became of a search in vain."""
    form = SettleForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        actions.settle_not_found(
            query_id,
            given["outcome"],
            standard_id=given["standard"],
            by=person_of(request),
            at=timezone.now(),
        )
    return redirect("standards:gaps")
