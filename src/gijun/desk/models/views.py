"""Saved views and bulk changes: the tables."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from gijun.desk.terms.views import NAME_LENGTH, Act, ChangeState, RowState


class SavedView(models.Model):
    """A list somebody comes back to: their own, or shared with a team."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("organisation.Team", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    content: models.JSONField[Any, Any] = models.JSONField()  # the parameters of its address, by name
    edition = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner"], condition=Q(removed_at=None), name="views_of_person"),
            models.Index(fields=["team"], condition=Q(removed_at=None), name="views_of_team"),
        ]

    def __str__(self) -> str:
        return self.name


class ViewPin(models.Model):
    """A view that stands as a tab over somebody's list."""

    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="pins")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "view"], name="view_pinned_once")]

    def __str__(self) -> str:
        return f"{self.view_id} of {self.person_id}"


class BulkChange(models.Model):
    """One act on many tickets. ``key``: of the page it was sent from, so that sending twice is once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=36)
    act = models.CharField(max_length=12, choices=Act)
    content: models.JSONField[Any, Any] = models.JSONField()
    language = models.CharField(max_length=12)  # what refusals are told in
    state = models.CharField(max_length=8, choices=ChangeState, default=ChangeState.WAITING)
    total = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()  # the last ticket; long ago while it runs: nobody is at it
    finished_at = models.DateTimeField(null=True)
    undo = models.CharField(max_length=8, choices=ChangeState, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="bulk_sent_once")]
        indexes = [
            models.Index(
                fields=["moved_at"],
                condition=~Q(state=ChangeState.DONE) | Q(undo__in=[ChangeState.WAITING, ChangeState.RUNNING]),
                name="bulk_running",
            )
        ]

    def __str__(self) -> str:
        return f"{self.act} on {self.total}"

    @property
    def is_busy(self) -> bool:
        """Is something of it still to be done?"""
        return self.state != ChangeState.DONE or self.undo in {ChangeState.WAITING, ChangeState.RUNNING}


class BulkRow(models.Model):
    """One ticket of a bulk change: as it was, as it became, and why not where it did not."""

    change = models.ForeignKey(BulkChange, on_delete=models.CASCADE, related_name="rows")
    ticket = models.ForeignKey("desk.Ticket", on_delete=models.PROTECT, related_name="+")
    place = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=RowState, default=RowState.WAITING)
    before: models.JSONField[Any, Any] = models.JSONField(null=True)
    after: models.JSONField[Any, Any] = models.JSONField(null=True)
    upto = models.BigIntegerField(default=0)  # the log's position when it was changed
    why = models.TextField(blank=True)  # told to the person, in their language

    class Meta:
        constraints = [models.UniqueConstraint(fields=["change", "ticket"], name="bulk_ticket_once")]
        indexes = [models.Index(fields=["change", "state", "place"], name="bulk_rows_to_do")]

    def __str__(self) -> str:
        return f"{self.ticket_id} in {self.change_id}"
