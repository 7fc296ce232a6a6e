"""Tables: modes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0016_sparing"), ("organisation", "0002_floor")]

    operations = [
        migrations.CreateModel(
            name="Broadcast",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("product", models.CharField(blank=True, max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("notes", models.TextField(blank=True, max_length=2000)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("updated_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FloorSample",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                ("waiting", models.PositiveIntegerField()),
                ("wait_ms", models.BigIntegerField()),
                ("arrivals", models.PositiveIntegerField()),
                ("in_time", models.PositiveIntegerField()),
                ("decided", models.PositiveIntegerField()),
                ("at_hand", models.PositiveIntegerField()),
                ("signed_in", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="ModePeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("normal", "Normal"), ("peak", "Peak"), ("outage", "Outage")], max_length=8
                    ),
                ),
                ("entered_at", models.DateTimeField()),
                ("ends_by", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by_hand", "Ended by hand"),
                            ("reverted", "Time over"),
                            ("replaced", "Another mode followed"),
                        ],
                        max_length=8,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ModePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("normal", "Normal"), ("peak", "Peak"), ("outage", "Outage")], max_length=8
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("since", models.DateTimeField()),
                ("content", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ModeSuggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("normal", "Normal"), ("peak", "Peak"), ("outage", "Outage")], max_length=8
                    ),
                ),
                ("triggers", models.JSONField()),
                ("suggested_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("denied", "Denied"),
                            ("lapsed", "No longer needed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("quiet_until", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AlterField(
            model_name="queued",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("by_hand", "Agents take from this queue by themselves."),
                    ("offered", "Offered to an agent who has not answered yet."),
                    ("outside_hours", "The centre is closed."),
                    ("paused_by_mode", "The operating mode pauses this queue."),
                    ("nobody_ready", "Nobody of the team is ready."),
                    ("no_skill", "Nobody who is ready has the skill."),
                    ("newcomers_only", "Only newcomers are ready, and this goes to the experienced."),
                    ("must_read", "Whoever could take it has a must-read open."),
                    ("all_full", "Everybody who could take it has enough to do."),
                    ("declined", "Everybody who is free has declined it."),
                    ("held_for_sticky", "Held for the agent who knows the customer."),
                ],
                max_length=16,
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["opened_at"], name="contact_opened"),
        ),
        migrations.AddIndex(
            model_name="ticketclock",
            index=models.Index(fields=["metric", "stopped_at"], name="clock_stopped"),
        ),
        migrations.AddField(
            model_name="broadcast",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
            ),
        ),
        migrations.AddField(
            model_name="floorsample",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisation.team"
            ),
        ),
        migrations.AddField(
            model_name="modeperiod",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
            ),
        ),
        migrations.AddField(
            model_name="modeperiod",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="modeplan",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="modeplan",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
            ),
        ),
        migrations.AddField(
            model_name="modesuggestion",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="modesuggestion",
            name="centre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
            ),
        ),
        migrations.AddField(
            model_name="modeperiod",
            name="suggestion",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="desk.modesuggestion",
            ),
        ),
        migrations.AddIndex(
            model_name="broadcast",
            index=models.Index(fields=["centre", "starts_at"], name="broadcast_of_centre"),
        ),
        migrations.AddConstraint(
            model_name="broadcast",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                name="broadcast_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="floorsample",
            constraint=models.UniqueConstraint(fields=("centre", "taken_at"), name="floor_sample_once"),
        ),
        migrations.AddConstraint(
            model_name="modeplan",
            constraint=models.UniqueConstraint(
                fields=("centre", "mode", "version"), name="mode_plan_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="modesuggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")), fields=("centre",), name="one_open_suggestion_of_centre"
            ),
        ),
        migrations.AddIndex(
            model_name="modeperiod",
            index=models.Index(fields=["centre", "entered_at"], name="mode_period_of_centre"),
        ),
        migrations.AddConstraint(
            model_name="modeperiod",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("centre",), name="one_open_mode_of_centre"
            ),
        ),
        migrations.AddConstraint(
            model_name="modeperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_by__gt", models.F("entered_at"))), name="mode_ends_after_it_begins"
            ),
        ),
        migrations.AddConstraint(
            model_name="modeperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["peak", "outage"])), name="mode_period_known"
            ),
        ),
    ]
