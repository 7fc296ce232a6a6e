"""What becomes known when a standard changes: notices, receipts, answers."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import TITLE_LENGTH


class Notice(models.Model):
    """What everybody has to know from a time on; of a version, or by itself."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    standard = models.ForeignKey(
        "standards.Standard", null=True, on_delete=models.PROTECT, related_name="notices"
    )
    version = models.ForeignKey(
        "standards.StandardVersion", null=True, on_delete=models.PROTECT, related_name="notices"
    )
    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("what is new"))
    must_read = models.BooleanField(default=False)
    shows_from = models.DateTimeField()
    shows_until = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Receipt(models.Model):
    """Somebody read a notice, and showed having understood it where it asks a question."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="receipts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    understood_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "person"], name="one_receipt_a_person")]

    def __str__(self) -> str:
        return f"{self.notice_id} · {self.person_id}"
