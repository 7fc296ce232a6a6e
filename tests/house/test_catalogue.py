"""Korean is complete, and the script that sees to it sees everything."""

import gettext
import json

import pytest

from scripts import catalogue

CODE = """
from django.utils.translation import gettext as _, gettext_noop, ngettext, pgettext

MENU = [gettext_noop("Queue"), _("Hello, %(name)s.")]
MANY = ngettext("%(count)d ticket", "%(count)d tickets", 2)
STATE = pgettext("of a mail", "Open")
LONG = _("One sentence that goes "
         "over two lines.")
NOT_WRITTEN_OUT = _(MENU[0])
"""
PAGE = """{% load i18n %}<h1 title="{% translate "Waiting" %}">{{ _("Shown") }}</h1>
    {% blocktranslate trimmed with name=person.name %}
      Dear {{ name }},
      welcome.
    {% endblocktranslate %}
  {% blocktranslate count n=n %}{{ n }} contact{% plural %}{{ n }} contacts{% endblocktranslate %}
{% if x %}<p>{% translate "Open" context "of a door" %}</p>{% endif %}
"""
KOREAN = {
    "Queue": "대기열",
    "Hello, %(name)s.": "%(name)s 님, 안녕하세요.",
    "%(count)d ticket": "티켓 %(count)d건",
    "of a mail|Open": "열림",
    "One sentence that goes over two lines.": "두 줄에 걸친 한 문장입니다.",
    "Waiting": "대기 중",
    "Shown": "표시됨",
    "Dear %(name)s, welcome.": "%(name)s 님, 환영합니다.",
    "%(n)s contact": "문의 %(n)s건",
    "of a door|Open": "열린 문",
}


@pytest.fixture
def source(tmp_path):
    """A small product with texts of every kind."""
    folder = tmp_path / "source"
    (folder / "templates" / "shop").mkdir(parents=True)
    (folder / "node_modules").mkdir()
    (folder / "shop.py").write_text(CODE)
    (folder / "templates" / "shop" / "page.html").write_text(PAGE)
    (folder / "node_modules" / "theirs.py").write_text('_("Not ours")')
    return folder


@pytest.fixture
def translated(source, tmp_path):
    catalogue.collect(source)
    (tmp_path / "all.json").write_text(json.dumps(KOREAN))
    assert catalogue.merge(source, tmp_path) == []
    return source


def change(source, old, new):
    page = source / "templates" / "shop" / "page.html"
    page.write_text(page.read_text().replace(old, new))


def put(source, text, translation):
    path = catalogue.path_in(source)
    path.write_text(path.read_text().replace(f'msgstr "{text}"', f'msgstr "{translation}"'))


def test_korean_is_complete():
    assert catalogue.faults(catalogue.SOURCE) == []


def test_texts_of_code_and_pages_are_collected(source):
    missing = catalogue.collect(source)

    assert sorted(missing) == sorted(text.rpartition("|")[2] for text in KOREAN)


def test_collecting_again_changes_nothing(translated):
    before = catalogue.path_in(translated).read_bytes()

    assert catalogue.collect(translated) == []

    assert catalogue.path_in(translated).read_bytes() == before


def test_translations_stay_and_texts_that_are_gone_go(translated):
    change(translated, '"Waiting"', '"Waiting longer"')

    missing = catalogue.collect(translated)

    kept = {
        key[1]: catalogue.translation_of(m)
        for m in catalogue.load(translated)
        if (key := catalogue.key_of(m))[1]
    }
    assert missing == ["Waiting longer"]
    assert "Waiting" not in kept
    assert kept["Queue"] == "대기열"


def test_a_translation_without_its_text_and_a_second_opinion_are_named(translated, tmp_path):
    (tmp_path / "all.json").write_text(json.dumps({"Nowhere": "없음", "Queue": "줄"}))

    complaints = catalogue.merge(translated, tmp_path)

    assert complaints == [
        "all.json: no such text: 'Nowhere'",
        "all.json: 'Queue' is already '대기열', not '줄'",
    ]


def test_the_compiled_catalogue_speaks_korean(translated):
    catalogue.compile_(translated)

    with catalogue.path_in(translated).with_suffix(".mo").open("rb") as file:
        korean = gettext.GNUTranslations(file)
    assert korean.gettext("Queue") == "대기열"
    assert korean.pgettext("of a door", "Open") == "열린 문"
    assert [korean.ngettext("%(n)s contact", "%(n)s contacts", n) for n in (1, 2)] == ["문의 %(n)s건"] * 2


def test_a_complete_catalogue_has_no_faults(translated):
    assert catalogue.faults(translated) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("대기열", "", "untranslated: 'Queue'"),
        (
            "%(name)s 님, 안녕하세요.",
            "안녕하세요.",
            "placeholders differ ('안녕하세요.'): 'Hello, %(name)s.'",
        ),
        (
            "%(name)s 님, 안녕하세요.",
            "%(name)s이 왔어요.",
            "particle glued to a placeholder ('%(name)s이 왔어요.'): 'Hello, %(name)s.'",
        ),
    ],
)
def test_a_fault_is_named(translated, old, new, fault):
    put(translated, old, new)

    assert catalogue.faults(translated) == [fault]


def test_a_doubtful_translation_is_a_fault(translated):
    path = catalogue.path_in(translated)
    path.write_text(path.read_text().replace('msgid "Queue"', '#, fuzzy\nmsgid "Queue"'))

    assert catalogue.faults(translated) == ["doubtful: 'Queue'"]


def test_texts_nobody_collected_and_texts_nobody_uses_are_faults(translated):
    change(translated, '"Waiting"', '"Waiting %s"')

    assert catalogue.faults(translated) == ["not collected: 'Waiting %%s'", "no longer used: 'Waiting'"]


def test_a_placeholder_needs_a_name(source):
    (source / "shop.py").write_text('_("%d of %s")')
    catalogue.collect(source)
    put(source, "", "%d 중 %s")

    assert "placeholder without a name: '%d of %s'" in catalogue.faults(source)
