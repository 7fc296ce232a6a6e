"""Every measure says what it is, and the document says the same."""

import io
import re

import pytest
from django.core import checks
from django.core.management import call_command

from gijun.measures import checking, definitions, registry
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
        assert f"### {measure.ko.title} · {measure.en.title}\n" in text
        assert f"`{measure.name}` version {measure.version}" in text


@pytest.mark.parametrize("measure", registry.measures(), ids=lambda measure: measure.name)
def test_every_definition_is_korean_in_korean_and_english_in_english(measure):
    for text in registry.TEXTS:
        assert HANGUL.search(getattr(measure.ko, text))
        assert not HANGUL.search(getattr(measure.en, text))


def test_order_and_names_are_told_once():
    measures = registry.measures()

    for told in ({(one.group, one.order) for one in measures}, {one.ko.title for one in measures}):
        assert len(told) == len(measures)


@pytest.mark.parametrize("measure", registry.measures(), ids=lambda measure: measure.name)
def test_no_measure_averages_averages_or_asks_for_the_time(measure):
    sql = measure.sql.lower()

    assert not re.search(r"\b(avg|mean|median|quantile\w*|approx\w*|now|current_\w+|today)\s*\(", sql)
    assert "/" not in sql  # divided once, at the end, where nothing is guarded twice
    assert ("observed" in sql) == (measure.form in QUANTILES)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("-- version: 1\n", "", 23),
        ("-- version: 1", "-- version: one", 23),
        ("-- unit: contacts", "-- unit: apples", 6),
        ("-- form: count", "-- form: guess", 7),
        ("-- group: contacts", "-- group: fruit", 2),
        ("-- standing: plain", "-- standing: best", 9),
        ("-- version: 1", "-- version: 1\n-- version: 2", 24),
        ("-- version: 1", "-- colour: red", 23),
        ("-- version: 1", "-- just a remark", 23),
    ],
)
def test_a_header_that_does_not_say_what_it_must_is_refused_with_file_and_line(old, new, line):
    assert old in GOOD

    with pytest.raises(DefinitionError, match=rf"^offered\.sql:{line}: "):
        registry.parsed(GOOD.replace(old, new), "offered.sql")


def test_every_measure_can_be_asked_of_an_empty_lake():
    assert checks.run_checks(tags=["measures"]) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "why"),
    [
        ("FROM contacts", "FROM contact", 26, "contact does not exist"),
        ("WHERE NOT voided", "WHERE NOT spoilt", 27, "spoilt"),
        ("GROUP BY", "GRUP BY", 28, "syntax error"),
        ("count(*) AS numerator", "count(*) AS amount", 25, "column numerator is missing"),
        ("0 AS immature", "0.5 AS immature", 25, r"column immature is DECIMAL\(2,1\)"),
        ("0 AS immature", "0 AS immature, 1 AS more", 25, "column more is none of"),
        ("-- form: count", "-- form: median", 25, "column observed is missing"),
    ],
)
def test_sql_that_cannot_be_counted_is_refused_with_file_and_line(old, new, line, why):
    assert old in GOOD

    found = checking.faults([registry.parsed(GOOD.replace(old, new))])

    assert re.search(rf"^offered\.sql:{line}: .*{why}", found[0])


def test_a_wrong_measure_keeps_commands_from_starting(monkeypatch):
    wrong = registry.parsed(GOOD.replace("FROM contacts", "FROM contact"))
    monkeypatch.setattr(registry, "measures", lambda: (wrong,))

    told = checks.run_checks(tags=["measures"])

    assert [(one.id, one.is_serious()) for one in told] == [("measures.E002", True)]


def test_a_header_is_read_whole():
    measure = registry.parsed(GOOD)

    assert (measure.name, measure.order, measure.unit, measure.version) == ("offered", 10, "contacts", 1)
    assert (measure.words("ko-kr").title, measure.words("en").title) == ("인입 문의", "Contacts offered")
    assert measure.sql.startswith("SELECT day, channel, team_id, count(*) AS numerator")
