"""Words the office says to itself, as the centre has noted them."""

from django.db.models import Q, QuerySet

from gijun.standards.models import OfficeWord


def suggestions() -> dict[str, str]:
    """Every word that stands, with what customers are told instead."""
    return dict(OfficeWord.objects.filter(withdrawn_at=None).values_list("word", "instead"))


def office_words(words: str = "") -> QuerySet[OfficeWord]:
    """Words that stand, with these words on either side, in the order of the office's word."""
    rows = OfficeWord.objects.filter(withdrawn_at=None).select_related("added_by")
    return rows.filter(Q(word__icontains=words) | Q(instead__icontains=words)) if words else rows


def withdrawn_words() -> QuerySet[OfficeWord]:
    """What was suggested before and is not any more, the latest first."""
    rows = OfficeWord.objects.exclude(withdrawn_at=None).select_related("withdrawn_by")
    return rows.order_by("-withdrawn_at", "-id")
