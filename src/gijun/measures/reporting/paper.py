"""A report as PDF: tagged, so that screen readers can read it, with the Korean font inside."""

import json
from functools import cache
from importlib import resources
from typing import Any, Final

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gijun.measures.drawn import Drawn
from gijun.measures.reporting import fonts, pictures
from gijun.measures.reporting.page import Page, Piece

PDF = "application/pdf"
ACCESSIBLE: Final = "ua-1"  # PDF/UA


@cache
def _fonts(folder: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def as_pdf(page: Page, *, made_at: int) -> bytes:
    """The whole report. ``made_at``: seconds since 1970, so that the same report is the same file.

    Raises:
        MeasuresError: the font is missing.
    """
    written = json.dumps(_data(page), ensure_ascii=False)
    template = resources.files("gijun.measures.reporting").joinpath("report.typ").read_bytes()
    return typst.compile(
        template,
        font_paths=_fonts(str(fonts.folder())),
        ignore_system_fonts=True,
        sys_inputs={"data": written},
        pdf_standards=ACCESSIBLE,
        timestamp=made_at,
    )


def _data(page: Page) -> dict[str, Any]:
    """What the template is given: text, never markup."""
    return {
        "lang": (get_language() or "ko")[:2],
        "font": fonts.FAMILY,
        "title": page.title,
        "period": page.period,
        "teams": page.teams,
        "freshness": page.freshness,
        "unfinished": "" if page.is_over else unfinished(),
        "pieces": [_piece(one) for one in page.pieces],
        "definitions_title": _("How they are counted"),
        "definition_heads": [_("Measure"), _("Counted"), _("Out of"), _("Left out")],
        "definitions": [[one.title, one.counted, one.out_of, one.left_out] for one in page.definitions],
        "methods": page.methods,
    }


def unfinished() -> str:
    return _("These days are not over, or not all of them has been counted. Nothing is compared.")


def _piece(piece: Piece) -> dict[str, Any]:
    return {
        "title": piece.title,
        "sentences": list(piece.sentences),
        "tiles": [
            {
                "title": tile.title,
                "value": tile.value or "–",
                "unit": tile.unit,
                "note": tile.note,
            }
            for tile in piece.tiles
        ],
        "table": _table(piece.drawn) if piece.drawn else None,
        "picture": pictures.as_svg(piece.drawn)
        if piece.drawn and piece.is_chart and piece.drawn.rows
        else "",
        "text": piece.text,
    }


def _table(drawn: Drawn) -> dict[str, Any]:
    return {
        "heads": drawn.heads,
        "rows": [[row.label, *(_cell(one.text, one.mark) for one in row.cells)] for row in drawn.rows],
        "empty": drawn.empty,
        "note": drawn.note,
    }


def _cell(text: str, mark: str) -> str:
    return f"{text} ({mark})" if mark else text
