"""The inbox of a policy department: questions without their tickets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.asking import consults as actions
from gijun.desk.forms.asking import TextForm
from gijun.desk.queries.asking import consults as reads
from gijun.desk.views.answers import answered
from gijun.organisation.access import needs, person_of


@require_GET
@needs("desk.answer_consult")
def consults(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the earliest deadline first."""
    person, at = person_of(request), timezone.now()
    context = {
        "waiting": reads.waiting(person),
        "answered": reads.answered(person),
        "figures": reads.figures(person, at),
        "now": at,
    }
    return render(request, "desk/asking/consults.html", context)


@require_http_methods(["GET", "POST"])
@needs("desk.answer_consult")
@answered
def consult(request: HttpRequest, consult_id: int) -> HttpResponse:
    """One question with what was said, and its answer; ``keep`` makes that a candidate at once."""
    person, at = person_of(request), timezone.now()
    if request.method == "POST":
        form = TextForm(request.POST)
        form.is_valid()
        actions.answer_consult(consult_id, text=form.cleaned_data.get("text", ""), by=person, at=at)
        if form.cleaned_data.get("keep"):
            actions.keep_answer(consult_id, by=person, at=at)
        messages.success(request, _("The agent has your answer."))
        return redirect("desk:consult", consult_id)
    row = reads.of_departments(person).get(pk=consult_id)
    context = {"consult": row, "alike": reads.alike(row, person), "now": at}
    return render(request, "desk/asking/consult.html", context)


@require_POST
@needs("desk.answer_consult")
@answered
def keep_answer(request: HttpRequest, consult_id: int) -> HttpResponse:
    """Make the answer a candidate of the standards."""
    actions.keep_answer(consult_id, by=person_of(request), at=timezone.now())
    return redirect("desk:consult", consult_id)
