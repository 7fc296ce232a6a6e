"""Quick find: the agreed sentence in a few keystrokes, and a word when there is none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gijun.organisation.access import needs, person_of
from gijun.standards import actions, queries
from gijun.standards.errors import StandardsError
from gijun.standards.forms.matters import FindForm, NotFoundForm
from gijun.standards.terms import Language, SentenceChannel
from gijun.standards.views.answers import answered


@require_GET
@needs("standards.view")
def find(request: HttpRequest) -> HttpResponse:
    """Options for the finder; a page of its own without scripts."""
    form = FindForm(request.GET)
    form.is_valid()
    asked, person, at = form.cleaned_data, person_of(request), timezone.now()
    found = queries.find(
        person,
        asked.get("q") or "",
        at=at,
        channel=asked.get("channel") or SentenceChannel.ANY,
        language=asked.get("language") or Language.KOREAN,
        team_id=asked.get("team"),
        reason_id=asked.get("reason"),
    )
    context = {
        "found": queries.filled(found, person, asked.get("ticket")),
        "scripts": queries.find_snippets(
            person, asked.get("q") or "", team_id=asked.get("team"), ticket_id=asked.get("ticket")
        ),
        "asked": asked,
        "sought": queries.sought(asked.get("q") or "", at),
        "contradicted": queries.contradicted(person, at) if found else frozenset(),
    }
    name = "_find_results" if request.headers.get("HX-Request") else "find"
    return render(request, f"standards/{name}.html", context)


@require_POST
@needs("standards.view")
@answered
def not_found(request: HttpRequest) -> HttpResponse:
    """Record a search in vain and go back to where it was asked."""
    form = NotFoundForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("Write what you looked for."))
    given = form.cleaned_data
    actions.note_not_found(
        given["q"],
        ticket_id=given["ticket"],
        team_id=given["team"],
        channel=given["channel"],
        took_ms=given["took_ms"],
        by=person_of(request),
        at=timezone.now(),
    )
    thanks = _("Noted. Whoever writes the standards sees what was looked for.")
    if request.headers.get("HX-Request"):
        return render(request, "standards/_noted.html", {"thanks": thanks})
    messages.success(request, thanks)
    return redirect(_own(request, given["next"]) or "standards:find")


def _own(request: HttpRequest, url: str) -> str:
    """The address, if it is one of ours."""
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else ""
