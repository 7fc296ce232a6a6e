"""The font that papers and pictures carry: Pretendard, as the front-end build lays it down."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gijun.measures.errors import MeasuresError

FAMILY = "Pretendard"


def folder() -> Path:
    """Where the font files lie.

    Raises:
        MeasuresError: the front end was not built, so Korean could not be written.
    """
    found = Path(settings.PRINT_FONTS)
    if not any(found.glob("*.ttf")):
        raise MeasuresError(_("The font for papers and pictures is missing. Build the front end (make up)."))
    return found
