"""What waits for a person about standards, and handing over those of somebody who left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.agreeing import HandOverForm
from gijun.standards.models import Standard
from gijun.standards.queries import visible
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
    """Let somebody else answer for standards of one owner."""
    by = person_of(request)
    owned = list(visible.standards(by).values_list("pk", flat=True))
    form = HandOverForm(request.POST, people=may_take_over(by), owned=owned)
    if not form.is_valid():
        raise StandardsError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    given = form.cleaned_data
    _hand_over(request, given["from_owner"], given["to_owner"], given["standards"])
    return redirect("standards:work")


def _hand_over(request: HttpRequest, from_owner: int, to_owner: int, standards: list[int]) -> None:
    """Hand over, and say of each standard that stayed why."""
    result = actions.hand_over(
        from_owner_id=from_owner,
        to_owner_id=to_owner,
        standard_ids=standards,
        by=person_of(request),
        at=timezone.now(),
    )
    if result.done:
        count = len(result.done)
        text = ngettext("%(count)d standard changed hands.", "%(count)d standards changed hands.", count)
        messages.success(request, text % {"count": count})
    titles = dict(Standard.objects.filter(pk__in=standards).values_list("pk", "title"))
    for pk, why in result.refused:
        said = {"title": titles.get(pk, pk), "why": why}
        messages.warning(request, _("“%(title)s” stays where it is: %(why)s") % said)
