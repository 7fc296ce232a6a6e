"""A report as a letter: text, HTML with pictures and their tables, and files for whoever may export."""

from collections.abc import Iterator
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from gijun.measures.models import Report, ReportDelivery
from gijun.measures.reporting import paper, pictures, queries, workbook
from gijun.measures.reporting.computing import Filled
from gijun.measures.reporting.page import Page, Piece, shown
from gijun.measures.reporting.ports import Enclosure, Letter, Picture
from gijun.measures.reporting.rules import Span
from gijun.measures.reporting.terms import Rhythm
from gijun.organisation.models import Person
from gijun.science.spreadsheet import WORKBOOK

EXPORT = "measures.export"


def file_name(report: Report, span: Span, ending: str) -> str:
    return f"report-{report.pk}-{span.first}-{span.last}.{ending}"


def page_of(report: Report, filled: Filled) -> Page:
    """The report in the language in force."""
    teams = queries.teams_of(report)
    return shown(filled, title=report.title, rhythm=Rhythm(report.rhythm), teams=teams)


def letter(delivery: ReportDelivery, filled: Filled, *, at: datetime) -> Letter:
    """The report in the language of whoever gets it. Files only for people who may export measures.

    Raises:
        MeasuresError: the font for pictures is missing.
    """
    report, person = delivery.report, delivery.person
    with translation.override(person.locale):
        page = page_of(report, filled)
        drawn = {f"chart-{n}": piece for n, piece in enumerate(page.pieces, start=1) if _is_drawn(piece)}
        named = [(_name_of(piece, drawn), piece) for piece in page.pieces]
        context = {
            "page": page,
            "pieces": named,
            "late": delivery.is_late,
            "unfinished": paper.unfinished(),
            "lang": person.locale,
        }
        return Letter(
            key=f"report-{report.pk}-{delivery.pk}-{delivery.first}-{delivery.last}",
            to_name=person.name,
            to_address=person.email,
            subject=f"{page.title} · {page.period}",
            text="\n".join(_text(page, is_late=delivery.is_late)),
            html=render_to_string("measures/reporting/letter.html", context),
            pictures=[Picture(name, pictures.as_png(one.drawn)) for name, one in drawn.items() if one.drawn],
            enclosures=_enclosures(report, page, filled, person, at),
        )


def _is_drawn(piece: Piece) -> bool:
    return piece.drawn is not None and piece.is_chart and bool(piece.drawn.rows)


def _name_of(piece: Piece, drawn: dict[str, Piece]) -> str:
    return next((name for name, one in drawn.items() if one is piece), "")


def _enclosures(report: Report, page: Page, filled: Filled, person: Person, at: datetime) -> list[Enclosure]:
    if not queries.sees_all(person, report.team_ids, EXPORT):
        return []
    made_at = int(at.timestamp())
    return [
        Enclosure(file_name(report, filled.span, "xlsx"), workbook.as_workbook(page), WORKBOOK),
        Enclosure(file_name(report, filled.span, "pdf"), paper.as_pdf(page, made_at=made_at), paper.PDF),
    ]


def late() -> str:
    return _("This report is late: it could not be sent at its time.")


def _text(page: Page, *, is_late: bool) -> Iterator[str]:
    """The whole report without pictures."""
    yield from (page.title, f"{page.period} · {page.teams}", page.freshness)
    if is_late:
        yield f"! {late()}"
    if not page.is_over:
        yield f"! {paper.unfinished()}"
    for piece in page.pieces:
        yield from ("", f"■ {piece.title}")
        yield from (f"- {one}" for one in piece.sentences)
        yield from (
            f"- {tile.title}: {tile.value or '–'}{tile.unit} {tile.note}".rstrip() for tile in piece.tiles
        )
        if piece.drawn is not None:
            yield " | ".join(piece.drawn.heads)
            yield from (
                " | ".join([row.label, *(cell.text for cell in row.cells)]) for row in piece.drawn.rows
            )
        if piece.text:
            yield piece.text
    yield from ("", *page.methods)
