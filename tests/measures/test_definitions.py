"""Every measure says what it is, and the document says the same."""

import io
import re

import pytest
from django.core.management import call_command

from gijun.measures import definitions, registry
from gijun.measures.errors import DefinitionError
from gijun.measures.terms import QUANTILES
from tests.house import tree

GOOD = (tree.SOURCE / "measures" / "kpi" / "offered.sql").read_text()
DOCUMENT = tree.ROOT / "docs" / "kpi.md"
HANGUL = re.compile(r"[가-힣]")


def test_the_document_is_the_one_the_product_prints():
    printed = io.StringIO()
    call_command("measures", "definitions", stdout=printed)

    assert DOCUMENT.read_text() == printed.getvalue(), "run: gijun measures definitions > docs/kpi.md"


def test_every_measure_is_in_the_document_in_both_languages():
    text = definitions.document()

    for measure in registry.measures():
        assert f"## {measure.ko.title} · {measure.en.title}\n" in text
        assert f"`{measure.name}` version {measure.version}" in text


@pytest.mark.parametrize("measure", registry.measures(), ids=lambda measure: measure.name)
def test_every_definition_is_korean_in_korean_and_english_in_english(measure):
    for text in registry.TEXTS:
        assert HANGUL.search(getattr(measure.ko, text))
        assert not HANGUL.search(getattr(measure.en, text))


def test_order_and_names_are_told_once():
    for told in ([one.order for one in registry.measures()], [one.ko.title for one in registry.measures()]):
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("measure", registry.measures(), ids=lambda measure: measure.name)
def test_no_measure_averages_averages_or_asks_for_the_time(measure):
    sql = measure.sql.lower()

    assert not re.search(r"\b(avg|mean|median|quantile\w*|approx\w*|now|current_\w+|today)\s*\(", sql)
    assert "/" not in sql  # divided once, at the end, where nothing is guarded twice
    assert ("observed" in sql) == (measure.form in QUANTILES)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("-- version: 1\n", ""),
        ("-- version: 1", "-- version: one"),
        ("-- unit: contacts", "-- unit: apples"),
        ("-- form: count", "-- form: guess"),
        ("-- version: 1", "-- version: 1\n-- version: 2"),
        ("-- version: 1", "-- colour: red"),
        ("-- version: 1", "-- just a remark"),
    ],
)
def test_a_header_that_does_not_say_what_it_must_is_refused(old, new):
    assert old in GOOD

    with pytest.raises(DefinitionError):
        registry.parsed(GOOD.replace(old, new))


def test_a_header_is_read_whole():
    measure = registry.parsed(GOOD)

    assert (measure.name, measure.order, measure.unit, measure.version) == ("offered", 10, "contacts", 1)
    assert (measure.words("ko-kr").title, measure.words("en").title) == ("인입 문의", "Contacts offered")
    assert measure.sql.startswith("SELECT day, channel, team_id, count(*) AS numerator")
