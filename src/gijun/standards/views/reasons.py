"""Contact reasons as a tree."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.matters import ReasonForm, RenameForm
from gijun.standards.queries.reasons import all_reasons
from gijun.standards.views.answers import answered


@require_http_methods(["GET", "POST"])
@needs("standards.manage_reasons")
@answered
def reasons(request: HttpRequest) -> HttpResponse:
    """Every reason, and a form for another one."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_reason(**form.wanted(), by=person_of(request), at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("standards:reasons")
    context = {"form": form, "lines": all_reasons()}
    return render(request, "standards/reasons.html", context, status=422 if form.errors else 200)


@require_POST
@needs("standards.manage_reasons")
@answered
def change(request: HttpRequest, reason_id: int) -> HttpResponse:
    """Rename a reason, retire it or bring it back."""
    form = RenameForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("Write a name of at most %(most)d characters.") % {"most": 64})
    given = form.cleaned_data
    actions.change_reason(
        reason_id,
        name_ko=given["name_ko"],
        name_en=given["name_en"],
        active=given["active"],
        by=person_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return redirect("standards:reasons")
