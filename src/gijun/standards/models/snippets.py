"""Personal scripts: allowed, visible as unofficial, on their way to a standard."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.standards.terms import TITLE_LENGTH, SnippetState


class Snippet(models.Model):
    """Words somebody keeps for contacts; nobody agreed on them."""

    title = models.CharField(_("title"), max_length=TITLE_LENGTH)
    text = models.TextField(_("words"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=SnippetState, default=SnippetState.UNOFFICIAL)
    standard = models.ForeignKey(  # it became
        "standards.Standard", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
