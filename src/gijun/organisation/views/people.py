"""People, their roles and their passwords."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.organisation import actions, authority, queries
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import ColleagueForm, PeopleFilterForm, PersonForm, RoleForm
from gijun.organisation.models import Membership, Person
from gijun.organisation.queries.people import matching
from gijun.organisation.views.page import done, reachable, show, shown_once, status_of, told

MANAGE = "organisation.manage_people"
A_PAGE = 50


@require_GET
@needs("organisation.view_system")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody within reach, with their roles."""
    person = person_of(request)
    form = PeopleFilterForm(request.GET, queries.team_tree(person))
    found = matching(queries.people_seen_by(person), **form.wanted())
    carried = request.GET.copy()
    carried.pop("page", None)
    context = {
        "form": form,
        "pages": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "query": carried.urlencode(),
        "may_manage": authority.allows(person, MANAGE),
    }
    return show(request, "people", "people", context)


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
def add_person(request: HttpRequest) -> HttpResponse:
    """Add somebody with their first role; their temporary password is shown once."""
    by = person_of(request)
    form = ColleagueForm(request.POST or None, branches=queries.team_tree(by, MANAGE))
    given: list[tuple[Person, str]] = []

    def add(clean: dict[str, str]) -> None:
        fields = {name: clean[name] for name in ("username", "name", "email", "locale", "role")}
        made = actions.add_colleague(**fields, team_id=int(clean["team"]), by=by, at=timezone.now())
        given.append(made)

    if request.method == "POST" and done(request, form, add):
        return _password(request, *given[0])
    return show(request, "people", "add_person", {"form": form}, status=status_of(form))


def _password(request: HttpRequest, person: Person, password: str) -> HttpResponse:
    context = {
        "title": _("Temporary password for %(name)s") % {"name": person.name},
        "what": _("Hand it over in person. It is asked to be changed at the next sign-in."),
        "username": person.username,
        "secret": password,
        "back": reverse("organisation:person", args=[person.pk]),
    }
    return shown_once(request, "people", context)


def _page(request: HttpRequest, person: Person, form: PersonForm, role_form: RoleForm) -> HttpResponse:
    by = person_of(request)
    below, _above = authority.teams_with(by, MANAGE)
    context = {
        "person": person,
        "form": form,
        "role_form": role_form,
        "roles": [(row, row.team_id in below) for row in person.memberships.all()],
        "managed": queries.people_managed_by(by).filter(pk=person.pk).exists(),
    }
    return show(request, "people", "person", context, status=max(status_of(form), status_of(role_form)))


def _initial(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "email": person.email,
        "locale": person.locale,
        "active": person.is_active,
    }


@require_http_methods(["GET", "POST"])
@needs(MANAGE)
@reachable
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person: what others see of them, their roles, a new password."""
    by = person_of(request)
    shown = queries.people_seen_by(by, MANAGE).get(pk=person_id)
    form = PersonForm(request.POST or None, initial=_initial(shown))
    if request.method == "POST" and done(
        request, form, lambda clean: actions.change_person(person_id, **clean, by=by, at=timezone.now())
    ):
        return redirect("organisation:person", person_id)
    return _page(request, shown, form, RoleForm(branches=queries.team_tree(by, MANAGE)))


@require_POST
@needs(MANAGE)
@reachable
def give_role(request: HttpRequest, person_id: int) -> HttpResponse:
    by = person_of(request)
    shown = queries.people_seen_by(by, MANAGE).get(pk=person_id)
    form = RoleForm(request.POST, branches=queries.team_tree(by, MANAGE))
    if done(
        request,
        form,
        lambda clean: actions.give_role(
            person_id, team_id=clean["team"], role=clean["role"], by=by, at=timezone.now()
        ),
    ):
        return redirect("organisation:person", person_id)
    return _page(request, shown, PersonForm(initial=_initial(shown)), form)


@require_POST
@needs(MANAGE)
@reachable
def take_role(request: HttpRequest, person_id: int, membership_id: int) -> HttpResponse:
    by = person_of(request)
    below, _above = authority.teams_with(by, MANAGE)
    row = Membership.objects.get(pk=membership_id, person_id=person_id, team_id__in=below)
    told(request, lambda: actions.take_role(row.pk, by=by, at=timezone.now()))
    still_seen = queries.people_seen_by(by, MANAGE).filter(pk=person_id).exists()
    return redirect("organisation:person", person_id) if still_seen else redirect("organisation:people")


@require_POST
@needs(MANAGE)
@reachable
def new_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """A temporary password, shown once; the person's sessions end."""
    by = person_of(request)
    password = actions.give_temporary_password(person_id, by=by, at=timezone.now())
    return _password(request, Person.objects.get(pk=person_id), password)
