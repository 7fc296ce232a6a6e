"""Growth figures and what is pursued with them, the radar, reports, and who refreshes the lake."""

from typing import Any

from django.conf import settings
from django.db import models

from gijun.measures.reporting.terms import (
    TITLE_LENGTH,
    DeliveryStanding,
    Hindrance,
    Rhythm,
)
from gijun.measures.terms import AnomalyKind, Ending, GrowthKind, Severity

NOTE_LENGTH = 500


class GrowthFigure(models.Model):
    """What a centre's contacts of a day are measured against; the figure in force."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # the centre
    kind = models.CharField(max_length=16, choices=GrowthKind)
    day = models.DateField()
    amount = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "kind", "day"], name="growth_figure_once"),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="growth_figure_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day} {self.amount}"


class GrowthDraft(models.Model):
    """A file that was read and checked, and waits for the person's word.

    ``figures``: [centre id, kind, ISO day, amount]; ``faults``: [row, heading, reason, cell]; ``remarks``:
    [remark, centre id, kind, first ISO day, last].
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    figures: models.JSONField[list[list[int | str]], list[list[int | str]]] = models.JSONField(default=list)
    faults: models.JSONField[list[list[int | str]], list[list[int | str]]] = models.JSONField(default=list)
    remarks: models.JSONField[list[list[int | str]], list[list[int | str]]] = models.JSONField(default=list)
    read_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    changed = models.PositiveIntegerField(default=0)  # figures that were new or corrected

    def __str__(self) -> str:
        return f"{len(self.figures)} figures of {self.read_at}"


class ContactGoal(models.Model):
    """Fewer contacts a day in a centre by a day, seen beside what it grows by."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # the centre
    kind = models.CharField(max_length=16, choices=GrowthKind)
    from_value = models.PositiveIntegerField()  # contacts a day
    to_value = models.PositiveIntegerField()
    from_day = models.DateField()
    to_day = models.DateField()
    base_amount = models.BigIntegerField()  # growth figures of the base days, added up
    base_days = models.PositiveSmallIntegerField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    ending = models.CharField(max_length=16, choices=Ending, blank=True)  # empty: pursued
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "kind"], condition=models.Q(ending=""), name="one_goal_pursued"
            ),
            models.CheckConstraint(
                condition=models.Q(to_day__gt=models.F("from_day")), name="goal_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(to_value__gt=0, to_value__lt=models.F("from_value")),
                name="goal_is_lower_and_positive",
            ),
            models.CheckConstraint(
                condition=models.Q(base_amount__gt=0, base_days__gt=0), name="goal_has_a_driver"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_value} → {self.to_value} by {self.to_day}"


class ReasonWeight(models.Model):
    """How much harm a contact about a reason means; a reason without one is ordinary."""

    reason = models.OneToOneField("standards.ContactReason", on_delete=models.PROTECT, related_name="+")
    severity = models.PositiveSmallIntegerField(choices=Severity)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.reason_id}: {self.severity}"


class ReasonSuccession(models.Model):
    """A reason whose contacts count under another one when periods are compared."""

    reason = models.OneToOneField("standards.ContactReason", on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("standards.ContactReason", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=models.F("successor")), name="no_reason_succeeds_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reason_id} → {self.successor_id}"


class Acknowledgement(models.Model):
    """Somebody has looked at what the radar found; the first one stands."""

    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # the centre
    kind = models.CharField(max_length=16, choices=AnomalyKind)
    reason = models.ForeignKey(
        "standards.ContactReason", null=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    hour = models.SmallIntegerField()  # of the business day; -1: the whole day
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "kind", "reason", "day", "hour"], name="acknowledged_once_of_reason"
            ),
            models.UniqueConstraint(
                fields=["team", "kind", "day", "hour"],
                condition=models.Q(reason=None),
                name="acknowledged_once_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.day}"


class Report(models.Model):
    """What is reported of teams, day by day, week by week or month by month: the version in force.

    ``blocks``: see ``reporting.terms.Block``. ``owner``: who saved it last; mails are computed with their
    rights.
    """

    title = models.CharField(max_length=TITLE_LENGTH)
    rhythm = models.CharField(max_length=16, choices=Rhythm)
    team = models.ForeignKey("organisation.Team", on_delete=models.PROTECT, related_name="+")  # the first
    team_ids: models.JSONField[list[int], list[int]] = models.JSONField()  # each with everything below it
    blocks: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(rhythm__in=Rhythm.values), name="report_rhythm_known")
        ]

    def __str__(self) -> str:
        return self.title


class ReportVersion(models.Model):
    """A report as somebody saved it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    rhythm = models.CharField(max_length=16, choices=Rhythm)
    team_ids: models.JSONField[list[int], list[int]] = models.JSONField()
    blocks: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "version"], name="report_version_once")]
        ordering = ["-version"]

    def __str__(self) -> str:
        return f"{self.report_id} version {self.version}"


class ReportTiming(models.Model):
    """When a report is sent; see ``reporting.rules.Timing``. What fell due before ``since`` is not sent."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="timing")
    is_on = models.BooleanField(default=True)
    at_min = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField(default=0)
    month_day = models.PositiveSmallIntegerField(default=1)
    on_working_days = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(at_min__lt=1440, weekday__lte=6, month_day__gte=1, month_day__lte=28),
                name="report_timing_possible",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} at minute {self.at_min}"


class ReportReader(models.Model):
    """Somebody a report is sent to."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="readers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="report_reader_once")]

    def __str__(self) -> str:
        return f"{self.report_id} to {self.person_id}"


class ReportDelivery(models.Model):
    """A report of some days on its way to somebody: one for each, so that nothing is sent twice."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="deliveries")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    due_at = models.DateTimeField()
    standing = models.CharField(max_length=16, choices=DeliveryStanding, default=DeliveryStanding.WAITING)
    is_late = models.BooleanField(default=False)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    hindrance = models.CharField(max_length=16, choices=Hindrance, blank=True)  # of the last try
    answer = models.CharField(max_length=500, blank=True)  # of the mail server, without addresses
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "person", "first", "last"], name="report_delivered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=DeliveryStanding.values), name="report_standing_known"
            ),
        ]
        indexes = [models.Index(fields=["standing", "next_try_at"], name="report_delivery_due")]

    def __str__(self) -> str:
        return f"{self.report_id} of {self.first} to {self.person_id}: {self.standing}"


class Lease(models.Model):
    """Work that only one process may do at a time, and who does it until when."""

    work = models.CharField(primary_key=True, max_length=32)
    holder = models.CharField(max_length=32, blank=True)
    until_ms = models.BigIntegerField(default=0)  # milliseconds since 1970 UTC

    def __str__(self) -> str:
        return f"{self.work} by {self.holder or 'nobody'}"
