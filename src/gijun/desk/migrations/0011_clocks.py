"""Tables: clocks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0010_routing")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="due_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["merged_into", "status", "assignee", "due_at"], name="ticket_active"),
        ),
        migrations.CreateModel(
            name="ClockPolicy",
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
                    models.UniqueConstraint(fields=("centre", "version"), name="clock_policy_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "metric",
                    models.CharField(
                        choices=[
                            ("first_response", "First answer"),
                            ("next_response", "Next answer"),
                            ("resolution", "Solution"),
                        ],
                        max_length=16,
                    ),
                ),
                ("turn", models.PositiveSmallIntegerField()),
                ("cycle", models.PositiveSmallIntegerField()),
                ("centre_id", models.BigIntegerField()),
                ("policy_version", models.PositiveIntegerField()),
                ("calendar_id", models.BigIntegerField(null=True)),
                ("calendar_version", models.PositiveIntegerField()),
                ("target_permille", models.PositiveIntegerField(default=1000)),
                ("started_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "Done"),
                            ("unanswered", "Solved without an answer"),
                            ("joined", "Goes on in the clock of a merged ticket"),
                        ],
                        max_length=12,
                    ),
                ),
                ("target_ms", models.BigIntegerField(null=True)),
                ("around_the_clock", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(null=True)),
                ("warn_at", models.DateTimeField(null=True)),
                ("left_ms", models.BigIntegerField(null=True)),
                ("warned", models.BooleanField(default=False)),
                ("breached", models.BooleanField(default=False)),
                ("kept", models.BooleanField(default=False)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clocks", to="desk.ticket"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("breached", False), ("stopped_at", None)),
                        fields=["due_at"],
                        name="clock_to_breach",
                    ),
                    models.Index(
                        condition=models.Q(("breached", False), ("stopped_at", None), ("warned", False)),
                        fields=["warn_at"],
                        name="clock_to_warn",
                    ),
                    models.Index(fields=["centre_id", "policy_version"], name="clock_by_policy"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "metric", "turn"), name="clock_once"),
                    models.CheckConstraint(
                        condition=models.Q(("metric__in", ["first_response", "next_response", "resolution"])),
                        name="clock_metric_known",
                    ),
                ],
            },
        ),
    ]
