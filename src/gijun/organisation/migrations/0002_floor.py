"""Tables: states of people, breaks, floor rules, skills, versions of calendars."""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone


def keep_present_calendars(apps: Any, _editor: Any) -> None:
    """Every calendar there is gets a snapshot of its present version."""
    versions = apps.get_model("organisation", "CalendarVersion")
    for calendar in apps.get_model("organisation", "WorkCalendar").objects.all():
        versions.objects.create(
            calendar=calendar,
            version=calendar.version,
            since=timezone.now(),
            content={
                "zone": calendar.zone,
                "windows": [
                    [one.weekday, one.from_min, one.to_min]
                    for one in calendar.windows.order_by("weekday", "from_min")
                ],
                "exceptions": {
                    one.day.isoformat(): one.windows for one in calendar.exceptions.order_by("day")
                },
            },
        )


def forget_them(_apps: Any, _editor: Any) -> None:
    """The table goes with its rows."""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=64)),
                ("retired_at", models.DateTimeField(null=True)),
                ("is_practice", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="AgentState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("offline", "Offline"),
                            ("preparing", "Preparing"),
                            ("ready", "Ready"),
                            ("in_contact", "In contact"),
                            ("after_work", "After-contact work"),
                            ("away", "Away"),
                            ("coaching", "Coaching"),
                            ("training", "Training"),
                            ("meeting", "Meeting"),
                            ("project", "Project"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("break", "Break"),
                            ("meal", "Meal"),
                            ("restroom", "Restroom"),
                            ("personal", "Personal"),
                            ("system", "System failure"),
                            ("rest", "Protected rest"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ends_by", models.DateTimeField(null=True)),
                ("by_rule", models.BooleanField(default=False)),
                ("overran", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "started_at"], name="state_by_person"),
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["ends_by"], name="open_state_by_end"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("person",),
                        name="one_open_state_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "offline",
                                    "preparing",
                                    "ready",
                                    "in_contact",
                                    "after_work",
                                    "away",
                                    "coaching",
                                    "training",
                                    "meeting",
                                    "project",
                                ],
                            )
                        ),
                        name="state_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at", None), ("ended_at__gte", models.F("started_at")), _connector="OR"
                        ),
                        name="state_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BreakRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("break", "Break"),
                            ("meal", "Meal"),
                            ("restroom", "Restroom"),
                            ("personal", "Personal"),
                            ("system", "System failure"),
                            ("rest", "Protected rest"),
                            ("other", "Other"),
                        ],
                        max_length=16,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("wanted_from", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for an answer"),
                            ("approved", "Approved"),
                            ("denied", "Denied"),
                            ("withdrawn", "Withdrawn"),
                            ("over", "Over"),
                        ],
                        default="asked",
                        max_length=16,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["team", "state"], name="break_by_team")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["approved", "asked"])),
                        fields=("person",),
                        name="one_open_break_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "approved", "denied", "withdrawn", "over"])
                        ),
                        name="break_state_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("since", models.DateTimeField()),
                (
                    "calendar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="organisation.workcalendar",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("calendar", "version"), name="calendar_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FloorRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("centre", "version"), name="floor_rule_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonSkill",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("proficiency", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisation.skill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "skill"), name="skill_once_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("proficiency__range", (1, 5))), name="proficiency_1_to_5"
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_present_calendars, forget_them),
    ]
