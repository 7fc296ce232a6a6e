"""People, teams, authority and calendars: tables, constraints, questions about one row."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gijun.organisation.terms import (
    BREAKS_OPEN,
    AwayReason,
    BreakState,
    ExceptionSource,
    Locale,
    Role,
    StateKind,
)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works with Gijun; the user model."""

    username = models.CharField(_("sign-in name"), max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=64)
    email = models.EmailField(_("mail address"), blank=True)
    locale = models.CharField(_("language"), max_length=2, choices=Locale, default=Locale.KOREAN)
    is_active = models.BooleanField(_("may sign in"), default=True)
    password_is_temporary = models.BooleanField(default=False)  # to be changed before anything else
    is_practice = models.BooleanField(default=False)  # belongs to the practice centre
    preferences = models.JSONField(default=dict)  # row height, shortcuts: what a person sets for themselves
    joined_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(locale__in=Locale.values), name="person_locale_known"),
        ]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(models.QuerySet["Team"]):
    def below(self, path: str) -> Self:
        """The team at ``path`` and everything under it."""
        return self.filter(path__startswith=path)


class Team(models.Model):
    """A node of the tree; a team without a parent is a centre.

    Zone, day start and calendar are the centre's and copied to its teams, so that one row answers.
    """

    name = models.CharField(_("name"), max_length=64)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(
        max_length=255, unique=True, default=None, null=True
    )  # "/1/4/": ids from the centre down
    zone = models.CharField(_("time zone"), max_length=64, default="Asia/Seoul")
    day_starts_at_min = models.PositiveSmallIntegerField(_("business day starts at (minutes)"), default=0)
    calendar = models.ForeignKey(
        "organisation.WorkCalendar", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_practice = models.BooleanField(default=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="team_not_its_own_parent"),
            models.CheckConstraint(condition=Q(day_starts_at_min__lt=1440), name="team_day_start_in_a_day"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lineage(self) -> tuple[int, ...]:
        """Ids from the centre down to this team."""
        return tuple(int(part) for part in (self.path or "").split("/") if part)

    @property
    def centre_id(self) -> int:
        """The centre this team belongs to, or is."""
        return next(iter(self.lineage), self.pk)


class Membership(models.Model):
    """A person's role in a team; it reaches everything below that team."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "team", "role"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.team_id}"


class Grant(models.Model):
    """What the organisation has decided about a role and a power, where it differs from the default."""

    role = models.CharField(max_length=24, choices=Role)
    power = models.CharField(max_length=64)
    allowed = models.BooleanField()
    limit_amount = models.BigIntegerField(null=True)  # KRW; none: no limit
    approver = models.CharField(max_length=24, choices=Role, blank=True)  # who approves beyond the limit

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "power"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.power} {self.allowed}"


class WorkCalendar(models.Model):
    """Working hours of a week, with exceptions; every change raises the version."""

    name = models.CharField(_("name"), max_length=64)
    zone = models.CharField(_("time zone"), max_length=64, default="Asia/Seoul")
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class CalendarWindow(models.Model):
    """Open from (included) to (excluded), minutes of a weekday; 1440 is 24:00."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="windows")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    from_min = models.PositiveSmallIntegerField()
    to_min = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__lte=6, to_min__lte=1440, from_min__lt=F("to_min")),
                name="window_in_a_day",
            )
        ]
        ordering = ["weekday", "from_min"]

    def __str__(self) -> str:
        return f"{self.weekday} {self.from_min}-{self.to_min}"


class CalendarException(models.Model):
    """A date that differs from its weekday. ``windows``: pairs of minutes; none means closed all day."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="exceptions")
    day = models.DateField()
    label = models.CharField(max_length=64, blank=True)
    source = models.CharField(max_length=8, choices=ExceptionSource, default=ExceptionSource.OWN)
    windows: models.JSONField[Any, Any] = models.JSONField(default=list)  # [[540, 1080], …]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "day"], name="one_exception_a_day")]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.label}"


class ApiToken(models.Model):
    """A key for programs; only its hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)  # SHA-256 of the token
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.label


class CalendarVersion(models.Model):
    """A calendar as it stood from ``since`` on: a clock is reckoned by the version it began with."""

    calendar = models.ForeignKey(WorkCalendar, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    content: models.JSONField[Any, Any] = models.JSONField()  # zone, windows, exceptions: rules/snapshots.py
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "version"], name="calendar_version_once")]

    def __str__(self) -> str:
        return f"{self.calendar_id} v{self.version}"


class AgentState(models.Model):
    """A stretch of time in which a person was in one state; the open one says what they do now."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=StateKind)
    reason = models.CharField(max_length=16, choices=AwayReason, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ends_by = models.DateTimeField(null=True)  # none: as long as it takes
    by_rule = models.BooleanField(default=False)  # no hand chose it
    overran = models.BooleanField(default=False)  # told once that ends_by has passed
    seen_at = models.DateTimeField(null=True)  # last sign of life of an open page; none: there never was one

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="one_open_state_a_person"
            ),
            models.CheckConstraint(condition=Q(kind__in=StateKind.values), name="state_kind_known"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="state_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "started_at"], name="state_by_person"),
            models.Index(fields=["ends_by"], condition=Q(ended_at=None), name="open_state_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.started_at}"


class BreakRequest(models.Model):
    """A wish to leave the floor for some minutes, and what became of it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=AwayReason)
    minutes = models.PositiveSmallIntegerField()
    wanted_from = models.DateTimeField()
    state = models.CharField(max_length=16, choices=BreakState, default=BreakState.ASKED)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=200, blank=True)  # what the lead says with the answer

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=sorted(BREAKS_OPEN)), name="one_open_break_a_person"
            ),
            models.CheckConstraint(condition=Q(state__in=BreakState.values), name="break_state_known"),
        ]
        indexes = [models.Index(fields=["team", "state"], name="break_by_team")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.reason} {self.minutes}"


class FloorRule(models.Model):
    """A version of a centre's floor rules; the newest that has begun is in force."""

    centre = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    since = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    content: models.JSONField[Any, Any] = models.JSONField()  # validated by rules/floor_rules.py

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "version"], name="floor_rule_version_once")]

    def __str__(self) -> str:
        return f"{self.centre_id} v{self.version}"


class Skill(models.Model):
    """Something a contact may ask for: a language, a product, exceptions, claims."""

    code = models.SlugField(max_length=32, unique=True)
    name = models.CharField(max_length=64)
    retired_at = models.DateTimeField(null=True)
    is_practice = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class PersonSkill(models.Model):
    """How well a person masters a skill: 1 is learning, 5 is expert."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    proficiency = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="skill_once_a_person"),
            models.CheckConstraint(condition=Q(proficiency__range=(1, 5)), name="proficiency_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.skill_id} {self.proficiency}"
