"""What waits for a person about standards, and handing over what somebody who left answered for."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.actions import HandedOver
from gijun.standards.errors import StandardsError
from gijun.standards.forms.agreeing import HandOverForm
from gijun.standards.models import PolicyDocument, Standard
from gijun.standards.queries import policies, visible
from gijun.standards.queries.review import may_take_over, work_page
from gijun.standards.views.answers import answered


@require_GET
@needs("standards.view")
def work(request: HttpRequest) -> HttpResponse:
    """My standards, reviews by use, approvals, owners who left, searches in vain."""
    person = person_of(request)
    page = work_page(person, timezone.now())
    people = may_take_over(person) if page.left else []
    return render(request, "standards/review_work.html", {"page": page, "people": people})


@require_POST
@needs("standards.write")
@answered
def hand_over(request: HttpRequest) -> HttpResponse:
    """Let somebody else answer for standards and documents of one owner."""
    by = person_of(request)
    owned = list(visible.standards(by).values_list("pk", flat=True))
    documents = list(policies.current(by).values_list("pk", flat=True))
    form = HandOverForm(request.POST, people=may_take_over(by), owned=owned, documents=documents)
    if not form.is_valid():
        raise StandardsError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    given = form.cleaned_data
    owners = {"from_owner_id": given["from_owner"], "to_owner_id": given["to_owner"]}
    asked = owners | {"by": by, "at": timezone.now()}
    _tell_of_standards(request, actions.hand_over(standard_ids=given["standards"], **asked))
    _tell_of_documents(request, actions.hand_over_documents(document_ids=given["documents"], **asked))
    return redirect("standards:work")


def _tell_of_standards(request: HttpRequest, result: HandedOver) -> None:
    if result.done:
        count = len(result.done)
        text = ngettext("%(count)d standard changed hands.", "%(count)d standards changed hands.", count)
        messages.success(request, text % {"count": count})
    _tell_of_refused(request, Standard.objects.all(), result)


def _tell_of_documents(request: HttpRequest, result: HandedOver) -> None:
    if result.done:
        count = len(result.done)
        text = ngettext(
            "%(count)d policy document changed hands.", "%(count)d policy documents changed hands.", count
        )
        messages.success(request, text % {"count": count})
    _tell_of_refused(request, PolicyDocument.objects.all(), result)


def _tell_of_refused(
    request: HttpRequest, rows: QuerySet[Standard] | QuerySet[PolicyDocument], result: HandedOver
) -> None:
    """Say of each that stayed why."""
    titles = dict(rows.filter(pk__in=[pk for pk, _why in result.refused]).values_list("pk", "title"))
    for pk, why in result.refused:
        said = {"title": titles.get(pk, pk), "why": why}
        messages.warning(request, _("“%(title)s” stays where it is: %(why)s") % said)
