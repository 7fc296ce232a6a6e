"""What use teaches the search: customers' words that led to a standard."""

from collections.abc import Iterable
from datetime import datetime

from gijun.events import log
from gijun.science.search.learning import Label, learned
from gijun.standards.events import LearnedFromUse
from gijun.standards.models import Lesson
from gijun.standards.rules.content import hash_of


@log.action
def learn(labels: Iterable[Label], *, at: datetime) -> Lesson | None:
    """Learn anew from which standard was used after which words; nothing where nothing changed.

    A term counts only when several different customers used it, so that none tells what one wrote.
    """
    pairs = list(labels)
    terms = {str(standard_id): dict(weights) for standard_id, weights in learned(pairs).items() if weights}
    before = Lesson.objects.order_by("-id").first()
    if before is not None and before.terms == terms:
        return None
    lesson = Lesson.objects.create(terms=terms, pairs=len(pairs), learned_at=at)
    log.record(
        LearnedFromUse(
            lesson_id=lesson.pk,
            pairs=len(pairs),
            terms=sum(map(len, terms.values())),
            content_hash=hash_of(terms),
        ),
        at=at,
    )
    return lesson
