"""What a person arranges for themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation import actions, queries
from gijun.organisation.access import person_of, public, signed_in
from gijun.organisation.forms import LanguageForm, PreferencesForm, TokenForm
from gijun.organisation.models import Person
from gijun.organisation.terms import LANGUAGE_COOKIE
from gijun.organisation.views.page import done, reachable, show, shown_once, status_of, told

A_YEAR_S = 365 * 86_400


def _page(request: HttpRequest, form: PreferencesForm, token_form: TokenForm) -> HttpResponse:
    person = person_of(request)
    chosen = form.keys() if form.is_bound else queries.preferences_of(person).keys
    context = {
        "form": form,
        "token_form": token_form,
        "keys": form.key_rows(chosen),
        "tokens": queries.tokens_of(person),
        "has_second_step": queries.has_second_step(person),
    }
    return show(request, "me", "me", context, status=max(status_of(form), status_of(token_form)))


def _form(person: Person) -> PreferencesForm:
    initial = PreferencesForm.starting_with(queries.preferences_of(person), person.locale)
    return PreferencesForm(initial=initial)


@require_http_methods(["GET", "POST"])
@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """Language, row height, shortcuts, keys for programs."""
    person = person_of(request)
    if request.method == "GET":
        return _page(request, _form(person), TokenForm())
    form = PreferencesForm(request.POST)
    if done(
        request,
        form,
        lambda clean: actions.choose_preferences(person, **clean, keys=form.keys(), at=timezone.now()),
    ):
        return _speaking(redirect("organisation:me"), person.locale)
    return _page(request, form, TokenForm())


@require_POST
@signed_in
def make_token(request: HttpRequest) -> HttpResponse:
    """A key for a program, shown once."""
    person, form = person_of(request), TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, _form(person), form)
    made, token = actions.make_token(person, label=form.cleaned_data["label"], at=timezone.now())
    context = {
        "title": _("API key “%(label)s”") % {"label": made.label},
        "what": _("Give it to the program now. It is not shown again; what it does is done in your name."),
        "secret": token,
        "back": reverse("organisation:me"),
    }
    return shown_once(request, "me", context)


@require_POST
@signed_in
@reachable
def end_token(request: HttpRequest, token_id: int) -> HttpResponse:
    told(request, lambda: actions.end_token(token_id, by=person_of(request), at=timezone.now()))
    return redirect("organisation:me")


@require_POST
@public
def language(request: HttpRequest) -> HttpResponse:
    """Switch between Korean and English; a signed-in person keeps the choice."""
    onwards, form = request.POST.get("next", "/"), LanguageForm(request.POST)
    safe = url_has_allowed_host_and_scheme(
        onwards, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(onwards if safe else "/")
    if not form.is_valid():
        return response
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        actions.choose_language(person_of(request), chosen, at=timezone.now())
    return _speaking(response, chosen)


def _speaking(response: HttpResponse, locale: str) -> HttpResponse:
    """Remember the language for the next sign-in page."""
    response.set_cookie(LANGUAGE_COOKIE, locale, max_age=A_YEAR_S, samesite="Lax", httponly=True)
    return response
