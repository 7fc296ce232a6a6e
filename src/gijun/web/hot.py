"""The second template language, for fragments that a page draws dozens of times (docs/adr/0010).

Jinja compiles a template to Python. Such templates lie in a folder called ``jinja2`` beside the others and
are drawn by the tag ``hot``. Words with a value in them stand in a ``{% set %}`` of their own, where the
catalogue finds them, and are filled by ``format``.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django.template.defaultfilters import filesizeformat, linebreaksbr
from django.urls import reverse
from django.utils import formats, timezone, translation
from jinja2 import Environment
from markupsafe import Markup

from gijun.desk.templatetags.desk_clocks import clock_mark, due_by
from gijun.web.templatetags.look import elapsed, masked, moment


def environment(**options: Any) -> Environment:
    """Jinja with the product's words, addresses, times and filters."""
    made = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701 -- Django passes autoescape=True
    made.install_gettext_callables(  # type: ignore[attr-defined] # of the extension
        translation.gettext, translation.ngettext, newstyle=False, pgettext=translation.pgettext
    )
    made.globals.update(url=url, moment=moment, clock_mark=clock_mark, due_by=due_by)
    made.filters.update(elapsed=elapsed, masked=masked, short=short, size=filesizeformat, lines=_lines)
    return made


def url(name: str, *ids: int) -> str:
    """The address of a page whose parts are all whole numbers."""
    return _pattern(name, len(ids)) % ids


@lru_cache(maxsize=256)
def _pattern(name: str, count: int) -> str:
    """The address with ``%d`` where the numbers go; asked of the urls once."""
    marks = [9_000_000_000 + place for place in range(count)]
    found = reverse(name, args=marks).replace("%", "%%")
    for mark in marks:
        found = found.replace(str(mark), "%d")
    return found


def short(at: datetime) -> str:
    """Day and minute, the way the reader's language writes them, in the centre's zone."""
    return formats.date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")


def _lines(text: str) -> Markup:
    """The text with its lines kept, escaped."""
    return Markup(linebreaksbr(text, autoescape=True))  # noqa: S704 -- linebreaksbr has escaped it
