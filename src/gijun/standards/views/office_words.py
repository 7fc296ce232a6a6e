"""Words the office says to itself: noted, and withdrawn again."""

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
from gijun.standards.forms.finding import OfficeWordsForm
from gijun.standards.queries.office_words import office_words, withdrawn_words
from gijun.standards.views.answers import answered

SHOWN = 50  # withdrawn words


@require_http_methods(["GET", "POST"])
@needs("standards.write")
@answered
def words(request: HttpRequest) -> HttpResponse:
    """The list, and a field for one or many lines."""
    form = OfficeWordsForm(request.POST or None)
    refused: list[Refused] = []
    if request.method == "POST" and form.is_valid():
        taken, refused = actions.add_office_words(
            form.cleaned_data["lines"].splitlines(), by=person_of(request), at=timezone.now()
        )
        if taken:
            told = ngettext("%(count)d word is hinted at.", "%(count)d words are hinted at.", taken)
            messages.success(request, told % {"count": taken})
        if not refused:
            return redirect("standards:office_words")
    asked = request.GET.get("q", "").strip()[:100]
    context = {"form": form, "refused": refused, "words": office_words(asked), "asked": asked}
    context["withdrawn"] = withdrawn_words()[:SHOWN]
    status = 422 if refused or form.errors else 200
    return render(request, "standards/office_words.html", context, status=status)


@require_POST
@needs("standards.write")
def withdraw(request: HttpRequest, word_id: int) -> HttpResponse:
    actions.withdraw_office_word(word_id, by=person_of(request), at=timezone.now())
    messages.success(request, _("The word is no longer hinted at."))
    return redirect("standards:office_words")
