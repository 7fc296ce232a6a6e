"""Tags on a ticket, and the page where a centre's tags are governed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.desk.actions.sorting import tags as actions
from gijun.desk.errors import DeskError
from gijun.desk.forms.sorting import NewTagForm, PutTagForm
from gijun.desk.models import Tag, Ticket
from gijun.desk.queries import visible
from gijun.desk.queries.sorting import tags as queries
from gijun.desk.rules.sorting.tags import cleaned, folded
from gijun.desk.terms.sorting import SHOWN_TAGS, TagState
from gijun.desk.views.answers import answered
from gijun.desk.views.centres import governed
from gijun.desk.views.sorting.shown import part
from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person


@require_GET
@needs("desk.reply")
@answered
def ticket_tags(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Tags that fit what is typed (``?name=``), the best first, and a new one where none has that name."""
    person = person_of(request)
    ticket = visible.ticket(person, ticket_id)
    typed = cleaned(request.GET.get("name", ""))
    found = queries.find_tags(ticket.team.centre_id, typed)
    is_new = bool(folded(typed)) and all(
        folded(typed) != folded(one.by_name or one.tag.name) for one in found
    )
    governs = authority.allows(person, actions.GOVERN, team_id=ticket.team.centre_id)
    more = {"found": found, "typed": typed, "is_new": is_new, "governs": governs}
    return part(request, ticket, "desk/sorting/_tags_found.html", more)


@require_POST
@needs("desk.reply")
@answered
def put_tag(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """Put a tag on; what was typed means the best that fits, and a new tag where nothing does."""
    person = person_of(request)
    form = PutTagForm(request.POST)
    form.is_valid()
    tag_id, name = form.cleaned_data.get("tag"), form.cleaned_data.get("name") or ""
    if tag_id is None and folded(cleaned(name)) and not form.cleaned_data.get("create"):
        found = queries.find_tags(visible.ticket(person, ticket_id).team.centre_id, cleaned(name), limit=1)
        tag_id = found[0].tag.pk if found else None
    actions.put_tag(ticket_id, tag_id=tag_id, name=name, by=person, at=timezone.now())
    return _head(request, person, ticket_id)


@require_POST
@needs("desk.reply")
@answered
def take_tag(request: HttpRequest, ticket_id: int, tag_id: int) -> HttpResponse:
    actions.take_tag(ticket_id, tag_id=tag_id, by=person_of(request), at=timezone.now())
    return _head(request, person_of(request), ticket_id)


def _head(request: HttpRequest, person: Person, ticket_id: int) -> HttpResponse:
    """The ticket's tags again."""
    if not request.headers.get("HX-Request"):
        return redirect("desk:ticket", ticket_id)
    ticket: Ticket = visible.ticket(person, ticket_id)
    context = {"ticket": ticket, "ticket_tags": queries.of_ticket(ticket), "may_reply": True}
    return render(request, "desk/sorting/_tags.html", context)


@require_http_methods(["GET", "POST"])
@needs("desk.govern_tags")
@answered
def tags(request: HttpRequest) -> HttpResponse:
    """Every tag of a centre with its uses; a new one is added here."""
    person = person_of(request)
    centre, centres = governed(
        person, actions.GOVERN, request.POST.get("centre") or request.GET.get("centre", "")
    )
    if request.method == "POST":
        form = NewTagForm(request.POST)
        form.is_valid()
        tag = actions.add_tag(
            centre.pk, name=form.cleaned_data.get("name") or "", by=person, at=timezone.now()
        )
        messages.success(request, _("The tag “%(name)s” is in use.") % {"name": tag.name})
        return redirect("desk:tags")
    lines = queries.tag_lines(centre.pk)
    usable = [line.tag for line in lines if line.tag.state in SHOWN_TAGS]
    context = {"centre": centre, "centres": centres, "lines": lines, "usable": usable}
    return render(request, "desk/sorting/tags.html", context)


@require_POST
@needs("desk.govern_tags")
@answered
def tag(request: HttpRequest, tag_id: int) -> HttpResponse:
    """One thing done to a tag: named, merged, agreed to, retired, brought back."""
    person, at = person_of(request), timezone.now()
    act, name = request.POST.get("act", ""), request.POST.get("name", "")
    match act:
        case "rename" | "alias":
            actions.name_tag(tag_id, name=name, alias=act == "alias", by=person, at=at)
        case "merge":
            into = request.POST.get("into", "")
            actions.merge_tags(tag_id, into_id=int(into) if into.isdecimal() else 0, by=person, at=at)
        case "use":
            actions.set_tag_state(tag_id, state=TagState.IN_USE, by=person, at=at)
        case "retire":
            actions.set_tag_state(tag_id, state=TagState.RETIRED, by=person, at=at)
        case _:
            raise DeskError(_("Choose what to do with the tag."))
    messages.success(request, _("Saved."))
    where = Tag.objects.values_list("centre_id", flat=True).get(pk=tag_id)
    return redirect(f"{reverse('desk:tags')}?centre={where}")
