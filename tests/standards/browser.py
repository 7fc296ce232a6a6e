"""Pages as a browser asks for them."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from gijun.organisation.models import Person
from gijun.standards.models import StandardVersion
from gijun.standards.rules.content import content_hash

HTMX = {"HX-Request": "true"}


def browser(person: Person, locale: str = "en") -> Client:
    Person.objects.filter(pk=person.pk).update(locale=locale)
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def url(name: str, *args) -> str:
    return reverse(f"standards:{name}", args=args)


def words(response) -> str:
    """What a reader sees, blanks and tags away."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def row_codes(response) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th>', response.content.decode())


def draft_form(draft: StandardVersion, **more) -> dict:
    """The form of a draft as a browser would send it."""
    says = draft.content()
    return {
        "channel": [one.channel for one in says.sentences],
        "language": [one.language for one in says.sentences],
        "sentence": [one.text for one in says.sentences],
        "step": list(says.steps),
        "explanation": says.explanation,
        "change_note": says.change_note,
        "review_on": "",
        "seen_hash": content_hash(says),
        "act": "save",
    } | more
