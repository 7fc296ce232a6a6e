"""The words the centre owns."""

from django.db.models import Q, QuerySet

from gijun.standards.models import Synonym


def pairs() -> list[tuple[str, str]]:
    """Every word and what it stands for."""
    return list(Synonym.objects.values_list("word", "means"))


def synonyms(words: str = "") -> QuerySet[Synonym]:
    """Synonyms with these words on either side, in the order of the customers' word."""
    rows = Synonym.objects.select_related("added_by").order_by("word", "means")
    return rows.filter(Q(word__icontains=words) | Q(means__icontains=words)) if words else rows
