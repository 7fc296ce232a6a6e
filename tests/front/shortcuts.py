"""Every shortcut there is: what the guide tells, and what templates and scripts listen to."""

import re
from collections.abc import Iterator
from pathlib import Path

from gijun.web.navigation import ENTRIES

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "gijun"
SCRIPTS = SOURCE / "web" / "static" / "web" / "ts"
ANYWHERE, LIST, TICKET = "", "목록", "티켓"
BULK, JUDGING, STEPS = "목록 shift+b", "티켓 x", "티켓 s"
DIGIT = "숫자"  # 1 to 9, as many as there are choices

Pairs = set[tuple[str, str]]  # where a key acts, and the key

WHERE = {
    "customer_card/sources": "기준과 여러 목록",
    "desk/_acts": TICKET,
    "desk/_checklists": TICKET,
    "desk/_composer": TICKET,
    "desk/_judging": JUDGING,
    "desk/_judging_choice": JUDGING,
    "desk/_list": LIST,
    "desk/_procedure": STEPS,
    "desk/_side": TICKET,
    "desk/_thread": TICKET,
    "desk/asking/_approval": "승인, 휴식",
    "desk/asking/_side": TICKET,
    "desk/asking/consult": "확인 요청",
    "desk/asking/takeover": "상급자 이관함의 한 건",
    "desk/bulk/_act": BULK,
    "desk/bulk/_bar": LIST,
    "desk/bulk/_progress": LIST,
    "desk/bulk/choose": LIST,
    "desk/modes/floor": "실시간 현황판",
    "desk/modes/modes": "운영 모드",
    "desk/promises/_side": TICKET,
    "desk/queue": LIST,
    "desk/routing/_offer": TICKET,
    "desk/sorting/_side": TICKET,
    "desk/sorting/_tags": TICKET,
    "desk/sparing/_head": TICKET,
    "desk/views/narrow": LIST,
    "desk/wording/_player": STEPS,
    "desk/wording/_procedures": STEPS,
    "desk/wording/_side": TICKET,
    "desk/wording/_tools": TICKET,
    "email/mailboxes": "기준과 여러 목록",
    "organisation/floor/_own_state": ANYWHERE,
    "organisation/floor/breaks": "승인, 휴식",
    "standards/_draft": "기준 한 건",
    "standards/_publication_ready": "기준 한 건",
    "standards/edit": "기준·예외·낱말 고치기",
    "standards/exceptions": "기준·예외·낱말 고치기",
    "standards/list": "기준과 여러 목록",
    "standards/notice": "필독 공지",
    "standards/office_words": "기준·예외·낱말 고치기",
    "standards/page": "기준 한 건",
    "standards/policies": "기준과 여러 목록",
    "standards/snippets": "기준과 여러 목록",
    "standards/words": "기준·예외·낱말 고치기",
    "standards/workshop_open": "문장 합의",
    "standards/workshop_section": "기준 한 건",
    "web/base": ANYWHERE,
    "web/components/_must_reads": ANYWHERE,
}
SEVERAL = {  # a template whose keys act on pages of more than one row of the guide
    ("desk/views/views", "n"): "기준과 여러 목록",
    ("desk/views/views", "z"): "보기",
    ("standards/notices", "n"): "기준과 여러 목록",
    ("standards/notices", "r"): "필독 공지",
}
SAMPLES = {"web/style"}  # shows what things look like, and has none of its own
SOME_TABS = "{{ tab.key }}"  # tabs whose view gives them a key: none does
WRITTEN = {  # what a template writes as its key when it is drawn
    "{{ forloop.counter }}": (DIGIT,),
    "{{ number }}": (DIGIT,),
    "{{ one.key }}": (DIGIT,),
    "{{ option.key }}": ("y", "n", DIGIT),
    "{{ entry.chord }}": tuple(sorted({entry.chord for entry in ENTRIES})),
    SOME_TABS: (),
}
# What scripts listen to beside templates; keys of a field's own list of answers mean nothing elsewhere.
LISTENED: dict[str, dict[str, Pairs]] = {
    "cheatsheet": {"Tab": set(), "Escape": set()},
    "composer": {"Enter": {(TICKET, "ctrl+enter")}, ";": {(TICKET, ";")}, "/": {(TICKET, "/")}},
    "finder": {"x": {(TICKET, "x")}} | {key: set() for key in ("ArrowDown", "ArrowUp", "Enter", "Escape")},
    "judging": {
        "Tab": set(),
        "Shift": set(),
        "Escape": {(ANYWHERE, "escape")},
        "Backspace": {(JUDGING, "backspace")},
        "b": {(JUDGING, "b")},
        "Enter": {(JUDGING, "enter")},
    },
    "listbox": {"ArrowDown": set(), "ArrowUp": set()},
    "offer": {"Enter": {(TICKET, "enter")}},
    "ownstate": {"ArrowDown": set(), "ArrowUp": set(), "Escape": {(ANYWHERE, "escape")}},
    "palette": {"KeyK": {(ANYWHERE, "ctrl+k"), (ANYWHERE, "meta+k")}, "Enter": set()},
    "panes": {"Digit1": {(ANYWHERE, f"alt+{digit}") for digit in "123"}},
    "player": {
        "Tab": set(),
        "Shift": set(),
        "Escape": {(ANYWHERE, "escape")},
        "Space": {(STEPS, "space")},
        " ": {(STEPS, "space")},
        "b": {(STEPS, "b")},
    },
    "selection": {
        "KeyA": {(LIST, "ctrl+a")},
        "Space": {(LIST, "space"), (LIST, "shift+space")},
        "Escape": {(ANYWHERE, "escape")},
    },
    "shortcuts": {"?": {(ANYWHERE, "?")}, "g": set(), "Escape": {(ANYWHERE, "escape")}}
    | {key: {(LIST, key)} for key in ("j", "k")},
    "templates": {key: set() for key in ("ArrowDown", "ArrowUp", "Enter")},
}
BROWSERS_OWN: Pairs = {(LIST, "enter")}  # a link with the focus


def guide(language: str) -> list[tuple[str, list[str]]]:
    """The keys of the guide, row by row, under the place where they act."""
    text = (ROOT / "docs" / "guide" / language / "shortcuts.md").read_text()
    found, heading = [], ANYWHERE
    for line in text.splitlines():
        if line.startswith("**"):
            heading = line.strip("*")
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 2 or cells[0] in {"키", "key", "화면", "page", "---"}:
            continue
        keys, more = keys_of(cells[0]), keys_of(cells[1])
        found.append((heading if keys else cells[0], keys or more))
        if keys and more:
            found.append((f"{heading} {keys[-1]}" if keys[-1] == "shift+b" else f"{heading} {keys[0]}", more))
    return found


def keys_of(cell: str) -> list[str]:
    """The keys a cell names: ``Shift`` and ``Ctrl`` with what follows, a chord, a range, or any digit."""
    chord = re.match(r"<kbd>G</kbd> (?:다음|then) (.*)", cell)
    if chord:
        return [f"g {key}" for key in keys_of(chord[1])]
    ends = re.fullmatch(r"<kbd>Alt</kbd>\+<kbd>(\d)</kbd> … <kbd>(\d)</kbd>", cell)
    if ends:
        return [f"alt+{digit}" for digit in range(int(ends[1]), int(ends[2]) + 1)]
    found = []
    for several, digits in re.findall(r"((?:<kbd>[^<]+</kbd>\+?)+)|(숫자|digits)", cell):
        found.append(DIGIT if digits else "+".join(re.findall(r"<kbd>([^<]+)</kbd>", several)).lower())
    return [key.replace("⌘", "meta").replace("esc", "escape") for key in found]


def documented() -> Pairs:
    return {(place, key) for place, keys in guide("ko") for key in keys}


def declared() -> Iterator[tuple[str, str]]:
    """Every template and key it declares."""
    for path in sorted(SOURCE.glob("**/templates/**/*.html")):
        name = path.as_posix().split("/templates/")[1].removesuffix(".html")
        for kind, key in re.findall(r'data-(shortcut|chord|key)="([^"]*)"', path.read_text()):
            if name not in SAMPLES and not key.startswith("ticket-"):
                for one in WRITTEN.get(key, (key,)):
                    yield name, f"g {one}" if kind == "chord" else one
        for key in re.findall(r'key_of="(\w)"', path.read_text()):
            yield "desk/bulk/_act", key


def from_templates() -> Pairs:
    found = set()
    for name, key in declared():
        if key == "{{ key_of }}":
            continue  # its values stand where the template is included
        place = SEVERAL.get((name, key)) or WHERE.get(name, f"not known here: {name}")
        found.add((ANYWHERE if key == "Escape" else place, key.lower()))
    return found


def listened() -> dict[str, set[str]]:
    """Every script and key it names."""
    named = re.compile(r'matches\(event, (?:keyFor\()?"([^"]+)"|event\.(?:key|code) [!=]==? "([^"]+)"')
    found: dict[str, set[str]] = {}
    for path in sorted(SCRIPTS.glob("*.ts")):
        text = path.read_text()
        keys = {one or other for one, other in named.findall(text)}
        keys |= set(re.findall(r'\["(.)", "\[data-', text))
        keys |= {"Digit1"} if "Digit([1-9])" in text and "codeOf" not in text else set()
        if keys:
            found[path.stem] = keys
    return found


def handled() -> Pairs:
    """All keys anything listens to."""
    by_scripts = {pair for keys in LISTENED.values() for pairs in keys.values() for pair in pairs}
    return from_templates() | by_scripts | BROWSERS_OWN
