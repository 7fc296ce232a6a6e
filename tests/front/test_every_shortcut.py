"""Every shortcut the guide tells exists, is told, and does with Hangul on exactly what it does without."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import CDPSession, Page

from gijun.organisation.queries.floor import StateNow
from gijun.organisation.queries.own_state import OwnState
from gijun.organisation.terms import StateKind
from gijun.web.navigation import ENTRIES
from tests.front import shortcuts
from tests.front.layouts import FIRST_SEEN, HANGUL, LATIN, press
from tests.front.loopback import Site
from tests.front.shortcuts import ANYWHERE, DIGIT, JUDGING, LIST, STEPS, TICKET

in_a_browser = pytest.mark.journey
LAYOUTS = (LATIN, HANGUL, FIRST_SEEN)
FIELDS = {"r": "<textarea data-shortcut='r'></textarea>", "#": "<input data-shortcut='#'>"}
WATCHED = """window.did = [];
const chord = ({dataset}) => dataset.chord && `g ${dataset.chord}`;
const nameOf = (one) => one.dataset.shortcut ?? chord(one) ?? one.dataset.key ?? one.id;
for (const kind of ["click", "submit"]) window.addEventListener(kind, (event) => {
  const one = event.target.closest("[data-shortcut], [data-chord], [data-key], [id]");
  window.did.push(`${kind} ${one ? nameOf(one) : ""}`);
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);"""
SEEN = """() => {
  const active = document.activeElement;
  const open = document.querySelector("dialog[open]");
  return {
    did: window.did.splice(0),
    focus: active === document.body ? "" : active.dataset.shortcut ?? active.id,
    open: open ? open.querySelector("input, h2").id : "",
    chosen: [...document.querySelectorAll("[data-pick]:checked")].map((one) => one.value),
  };
}"""
AFRESH = """() => {
  for (const open of document.querySelectorAll("dialog[open]")) open.close();
  document.activeElement?.blur();
  window.did.splice(0);
}"""
ROWS = "".join(
    f'<li class="pick"><input type="checkbox" value="{n}" aria-label="{n}" data-pick>'
    f'<a id="row-{n}" href="#{n}" data-list-item>{n}</a></li>'
    for n in (1, 2, 3)
)
PANEL = (
    '<p id="panel" tabindex="-1">?</p><button data-key="y">Y</button><button data-key="n">N</button>'
    '<button data-key="1">1</button><button data-key="2">2</button><button data-key="l">L</button>'
    '<button id="go" data-go data-accept>O</button><button id="back" data-back>B</button>'
)
MORE = {
    LIST: f"<g-selection><span data-picked></span></g-selection><ul data-list>{ROWS}</ul>",
    TICKET: '<g-composer><form id="reply"><div data-used></div><textarea id="body">네</textarea>'
    "<button data-send>O</button></form></g-composer>"
    '<g-offer><section data-offer="1"><button id="accept" data-accept>O</button></section></g-offer>',
    JUDGING: f"<g-judging>{PANEL}</g-judging>",
    STEPS: f"<g-player>{PANEL}</g-player>",
}
PANES = (
    "<div class='panes'><div id='one'>1</div><div id='two'>2</div>"
    "<div id='three'><input id='field'></div></div>"
)
BEFORE = {  # where the focus is, and what was pressed there
    (ANYWHERE, "escape"): [("#field", "")],
    (LIST, "k"): [("#row-3", "")],
    (LIST, "enter"): [("#row-2", "")],
    (LIST, "space"): [("#row-2", "")],
    (LIST, "shift+space"): [("#row-1", "space"), ("#row-3", "")],
    (LIST, "ctrl+a"): [("#row-2", "")],
    (TICKET, "ctrl+enter"): [("#body", "")],
}
START = {JUDGING: [("#panel", "")], STEPS: [("#panel", "")]}


def test_what_is_handled_is_told_and_what_is_told_is_handled():
    assert shortcuts.documented() == shortcuts.handled()


def test_every_key_a_script_names_is_known_here():
    assert shortcuts.listened() == {name: set(keys) for name, keys in shortcuts.LISTENED.items()}


def test_the_english_guide_tells_the_same_keys():
    ko, en = ([keys for _place, keys in shortcuts.guide(language)] for language in ("ko", "en"))

    assert ko == en


def controls_of(place: str) -> list[str]:
    """The keys that templates declare there, with a digit for each of two choices."""
    keys = {key for where, key in shortcuts.from_templates() if where == place and not key.startswith("g ")}
    return sorted(one for key in keys - {"escape"} for one in pressed(key))


def pressed(key: str) -> tuple[str, ...]:
    return ("1", "2") if key == DIGIT else (key,)


def page_of(place: str) -> str:
    """A page with every control of a place."""
    listed = [] if place in {ANYWHERE, JUDGING, STEPS} else controls_of(place)
    controls = "".join(
        FIELDS.get(key) or f'<button data-shortcut="{as_declared(key)}">O</button>' for key in listed
    )
    content = f"{PANES}{MORE.get(place, '')}{controls}"
    return f'{{% extends "web/base.html" %}}{{% block content %}}{content}{{% endblock %}}'


def as_declared(key: str) -> str:
    return key.replace("shift+", "Shift+").replace("alt+", "Alt+").replace("f8", "F8").replace("f9", "F9")


def shown(key: str) -> str:
    """A key as the list of shortcuts writes it."""
    *held, plain = as_declared(key).split("+")
    return "+".join([*held, plain.upper()])


def reached(seen: dict) -> str:
    """The key of the control that was clicked, else of the one that has the focus."""
    return seen["did"][0].removeprefix("click ") if seen["did"] else seen["focus"]


@pytest.fixture
def keyboard(site: Site, page: Page) -> CDPSession:
    """A person who may enter every page and has something to read, and their keys."""
    state = StateNow(StateKind.PREPARING, "", timezone.now() - timedelta(minutes=3))
    site.values |= {
        "own_state": OwnState(1, state, timezone.now(), None),
        "must_reads": 1,
        "navigation": [
            {"url": f"/{chord}/", "label": chord, "icon": "desk", "chord": chord}
            for chord in sorted({entry.chord for entry in ENTRIES})
        ],
    }
    page.add_init_script(WATCHED)
    return page.context.new_cdp_session(page)


def done(page: Page, keyboard: CDPSession, place: str, keys: str, layout: str) -> tuple[dict, dict]:
    """What the page says before and after keys are pressed on a layout."""
    page.evaluate(AFRESH)
    for selector, first in BEFORE.get((place, keys), START.get(place, [])):
        page.focus(selector)
        if first:
            press(keyboard, first, LATIN)
    before = page.evaluate(SEEN)
    press(keyboard, keys, layout)
    after = page.evaluate(SEEN)
    if after["chosen"]:
        page.reload()  # what is chosen stays chosen as long as the page
    return before, after


@in_a_browser
@pytest.mark.parametrize("place", dict.fromkeys(place for place, _keys in shortcuts.guide("ko")))
def test_every_documented_key_does_the_same_on_every_layout(site, page, keyboard, place):
    site.pages["/"] = page_of(place)
    page.goto("/")
    keys = sorted(key for where, one in shortcuts.documented() if where == place for key in pressed(one))
    controls = set() if place in {JUDGING, STEPS} else set(controls_of(place))
    wrong, differs = {}, {}
    for key in keys:
        before, latin = done(page, keyboard, place, key, LATIN)
        if before == latin or (key in controls and reached(latin) != as_declared(key)):
            wrong[key] = latin
        others = {layout: done(page, keyboard, place, key, layout)[1] for layout in LAYOUTS[1:]}
        differs |= {(key, layout): (latin, seen) for layout, seen in others.items() if seen != latin}

    assert (wrong, differs) == ({}, {})
    page.evaluate(AFRESH)
    press(keyboard, "?", HANGUL)
    listed = set(page.locator("dialog[open] .keys kbd").all_inner_texts())
    assert {shown(key) for key in controls} - listed == set()


@in_a_browser
def test_with_alt_every_key_of_a_ticket_works_in_a_field_on_every_layout(site, page, keyboard):
    site.pages["/"] = page_of(TICKET)
    page.goto("/")
    expected, seen = {}, {}
    for key in controls_of(TICKET):
        declared = as_declared(key)
        for layout in LAYOUTS:
            page.focus("#field")
            page.evaluate(SEEN)
            press(keyboard, f"alt+{key}", layout)
            now = page.evaluate(SEEN)
            expected[key, layout] = declared
            seen[key, layout] = reached(now)

    assert seen == expected
