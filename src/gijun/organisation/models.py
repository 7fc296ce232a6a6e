"""People, teams, authority and calendars: tables, constraints, questions about one row."""

from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gijun.organisation.terms import ExceptionSource, Locale, Role


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
