"""The rows of quotas and notes, as the folded log has them."""

from gijun.desk.models import ContactQuota, LearnedNote
from gijun.desk.rules.history.quota import QuotaHistory


def from_rows() -> QuotaHistory:
    """Read the tables."""
    return QuotaHistory(
        per_day=dict(ContactQuota.objects.values_list("person_id", "per_day")),
        notes=dict(LearnedNote.objects.values_list("pk", "person_id")),
    )
