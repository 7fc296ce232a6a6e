"""The Korean catalogue: collect texts, fill in translations, compile, check.

Usage:
    catalogue.py collect       bring texts of code and templates in; translations stay, unused texts go
    catalogue.py merge FOLDER  fill empty translations from the *.json files ({text: translation}) of a folder
    catalogue.py compile       make the catalogue that Django reads
    catalogue.py check         exit 1 with a list when a text is untranslated, doubtful or wrongly filled

A text with a context is written "context|text" in JSON. English is the source, so it needs no catalogue.
"""

import io
import json
import os
import re
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src" / "gijun"
SKIPPED = {"node_modules", "migrations", "built", "collected", "__pycache__"}
WIDTH = 100
HEADER = r"""# Korean texts of Gijun. Collected by scripts/catalogue.py; written and kept by people.
msgid ""
msgstr ""
"Language: ko\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""
KEYWORDS: dict[str, Any] = {  # by function: which arguments are texts, and which is the context ("c")
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
NAMELESS = re.compile(r"(?<!%)(?:%%)*%[sd]|\{\}")
GLUED = re.compile(r"(?:%\(\w+\)[sd]|\{\w+\})(?:은|는|이|가|을|를|와|과)(?![가-힣])")
Key = tuple[str | None, str]  # context, text


def path_in(source: Path) -> Path:
    return source / "locale" / "ko" / "LC_MESSAGES" / "django.po"


def _files(source: Path) -> Iterator[Path]:
    for folder, inside, names in os.walk(source):
        inside[:] = sorted(set(inside) - SKIPPED)
        yield from (Path(folder) / name for name in sorted(names))


def _as_code(path: Path) -> str | None:
    """What the extractor reads: code as it is, a template as the calls its tags stand for."""
    if path.suffix == ".py":
        return path.read_text()
    if path.suffix in {".html", ".txt"} and "templates" in path.parts:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            calls = templatize(path.read_text(), origin=str(path))
        lines = (line.strip() for line in calls.splitlines())  # indentation means nothing in a template
        return "\n".join(lines)
    return None


def texts(source: Path) -> Catalog:
    """Every text of the code and the templates, untranslated."""
    found = Catalog(locale="ko")
    for path in _files(source):
        if (code := _as_code(path)) is not None:
            calls = extract("python", io.BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"})
            for _, text, _, context in calls:
                found.add(text, context=context)
    return found


def key_of(message: Message) -> Key:
    return (message.context or None, message.id if isinstance(message.id, str) else message.id[0])


def translation_of(message: Message) -> str:
    """The Korean text; there is one form for every number."""
    kept = message.string or ""
    return kept if isinstance(kept, str) else kept[0]


def _messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def load(source: Path) -> Catalog:
    """The catalogue as it is kept; empty where there is none yet."""
    path = path_in(source)
    if not path.exists():
        return Catalog(locale="ko")
    with path.open("rb") as file:
        return read_po(file, locale="ko")


def save(source: Path, catalogue: Catalog) -> None:
    """Write it so that the same texts always give the same bytes."""
    body = io.BytesIO()
    write_po(body, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    _replace(path_in(source), HEADER.encode() + body.getvalue())


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    fresh.write_bytes(content)
    fresh.replace(path)


def _translate(message: Message, translation: str) -> None:
    message.string = translation if isinstance(message.id, str) else (translation,)


def collect(source: Path) -> list[str]:
    """Bring the catalogue in line with the sources; gives the texts that still need a translation."""
    known = {key_of(message): message for message in _messages(load(source))}
    fresh = texts(source)
    for message in _messages(fresh):
        if old := known.get(key_of(message)):
            _translate(message, translation_of(old))
            message.flags.update(old.flags & {"fuzzy"})
            message.user_comments = old.user_comments
    save(source, fresh)
    return [key_of(message)[1] for message in _messages(fresh) if not translation_of(message)]


def merge(source: Path, folder: Path) -> list[str]:
    """Fill empty translations from a folder of JSON files; gives what could not be placed, and why."""
    catalogue = load(source)
    by_key = {key_of(message): message for message in _messages(catalogue)}
    complaints = []
    for path in sorted(folder.glob("*.json")):
        for text, translation in json.loads(path.read_text()).items():
            context, bar, rest = text.partition("|")
            message = by_key.get((None, text)) or (by_key.get((context, rest)) if bar else None)
            if message is None:
                complaints.append(f"{path.name}: no such text: {text!r}")
            elif not translation_of(message):
                _translate(message, translation)
            elif translation_of(message) != translation:
                complaints.append(
                    f"{path.name}: {text!r} is already {translation_of(message)!r}, not {translation!r}"
                )
    save(source, catalogue)
    return complaints


def compile_(source: Path) -> None:
    body = io.BytesIO()
    write_mo(body, load(source))
    _replace(path_in(source).with_suffix(".mo"), body.getvalue())


def faults(source: Path) -> list[str]:
    """Everything that keeps the catalogue from being complete and right."""
    kept = {key_of(message): message for message in _messages(load(source))}
    used = {key_of(message) for message in _messages(texts(source))}
    found = [f"not collected: {text!r}" for _, text in _sorted(used - kept.keys())]
    found += [f"no longer used: {text!r}" for _, text in _sorted(kept.keys() - used)]
    for key in _sorted(used & kept.keys()):
        found += [f"{fault}: {key[1]!r}" for fault in _faults_of(kept[key])]
    return found


def _sorted(keys: Iterable[Key]) -> list[Key]:
    return sorted(keys, key=lambda key: (key[1], key[0] or ""))


def _faults_of(message: Message) -> Iterator[str]:
    translation = translation_of(message)
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    if not translation:
        yield "untranslated"
        return
    if message.fuzzy:
        yield "doubtful"
    if any(NAMELESS.search(form) for form in forms):
        yield "placeholder without a name"
    wanted = {placeholder for form in forms for placeholder in PLACEHOLDER.findall(form)}
    if set(PLACEHOLDER.findall(translation)) != wanted:
        yield f"placeholders differ ({translation!r})"
    if GLUED.search(translation):
        yield f"particle glued to a placeholder ({translation!r})"


def _listed(lines: Sequence[str], sentence: str) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    sys.stdout.write(f"{sentence}\n")
    return 1 if lines else 0


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["collect"]:
            missing = collect(SOURCE)
            _listed(missing, f"{len(missing)} texts need a translation.")
            return 0
        case ["merge", folder]:
            complaints = merge(SOURCE, Path(folder))
            return _listed(complaints, f"{len(complaints)} translations could not be placed.")
        case ["compile"]:
            compile_(SOURCE)
            return 0
        case ["check"]:
            wrong = faults(SOURCE)
            return _listed(wrong, f"{len(wrong)} faults in the Korean catalogue.")
    sys.stderr.write(f"{__doc__}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
