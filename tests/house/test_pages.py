"""Every page says who may open it, and no page carries code or style of its own."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from gijun.organisation import authority
from gijun.organisation.access import PUBLIC, SIGNED_IN
from gijun.web.api import api
from gijun.web.middleware import OPEN_PREFIXES
from tests.house import tree

INLINE = re.compile(
    r"""<script(?![^>]*\ssrc=)(?![^>]*type="application/json")  # a script that is not a file, nor data
      | <style | \sstyle\s*= | \son[a-z]+\s*=\s*["'{] | hx-on | javascript: """,
    re.VERBOSE | re.IGNORECASE,
)
MAILS = {"letter.html"}  # mail programs read no style sheets
SEARCH = re.compile(r"""<[^>]*role="search"[^>]*>""")


def pages(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        where = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, where)
        elif isinstance(pattern, URLPattern):
            yield where, pattern.callback


def test_every_page_says_who_may_open_it():
    known = {SIGNED_IN, PUBLIC} | {power.code for power in authority.powers()}
    undeclared = [
        where
        for where, view in pages(get_resolver())
        if not view.__module__.startswith((*OPEN_PREFIXES, "ninja."))
        if getattr(view, "access", None) not in known
    ]

    assert undeclared == []


def test_every_call_of_the_api_asks_who_is_there():
    operations = [
        one
        for _, router in api._routers
        for view in router.path_operations.values()
        for one in view.operations
    ]

    assert [one.path for one in operations if not one.auth_callbacks] == []


def test_no_page_carries_code_or_style_of_its_own():
    pages = [path for path in tree.with_suffix(".html", under=tree.SOURCE) if path.name not in MAILS]
    found = [
        f"{tree.name_of(path)}:{number}"
        for path in pages
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if INLINE.search(line)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        '<script type="module">',
        "<style>p{}</style>",
        '<p style="color: red">',
        '<a onclick="go()">',
        "<form onsubmit={{ code }}>",
        '<a href="javascript:go()">',
        '<button hx-on:click="go()">',
    ],
)
def test_code_and_style_in_a_page_are_seen(line):
    assert INLINE.search(line)


@pytest.mark.parametrize(
    "line",
    [
        """<script type="module" src="{% static 'web/app.js' %}"></script>""",
        '<script id="points" type="application/json">{{ points }}</script>',
        '<p class="style" data-on="1">person = one</p>',
        '<button hx-post="/take" hx-target="closest li">',
    ],
)
def test_files_data_and_words_in_a_page_are_fine(line):
    assert not INLINE.search(line)


def test_every_search_says_what_it_searches():
    """The shell has a search of its own, so that one without a name cannot be told from it."""
    nameless = [
        f"{tree.name_of(path)}: {form}"
        for path in tree.with_suffix(".html", under=tree.SOURCE)
        for form in SEARCH.findall(path.read_text())
        if "aria-label=" not in form
    ]

    assert nameless == []
