"""Promises, their moves and calls, rules of promises, links to the customer's page, satisfaction."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0012_asking"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProgressLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("generation", models.PositiveIntegerField()),
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress_link",
                        to="desk.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Promise",
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
                            ("callback", "Call back"),
                            ("refund_by", "Refund by"),
                            ("answer_by", "Answer by"),
                            ("visit", "Visit"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("note", models.TextField(blank=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("knowledge", "Knowledge"),
                            ("authority", "Authority"),
                            ("input_flow", "Input flow"),
                        ],
                        max_length=16,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("kept", "Kept"),
                            ("broken", "Broken"),
                            ("kept_late", "Kept late"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "callback_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("checking", "Something has to be checked"),
                            ("approval", "Somebody has to approve it"),
                            ("system", "A system was slow or down"),
                            ("no_agent", "No agent was free"),
                            ("customer_busy", "The customer had no time"),
                            ("other_department", "Another department answers"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "avoidable",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
                        default="unknown",
                        max_length=8,
                    ),
                ),
                (
                    "handle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="desk.handle",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.message",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="promises", to="desk.ticket"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("no_answer", "No answer"),
                            ("wrong_number", "Wrong number"),
                            ("later", "Asked for later"),
                        ],
                        max_length=16,
                    ),
                ),
                ("tried_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="desk.promise",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PromiseMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("customer", "The customer asked for another time"),
                            ("ours", "We need longer"),
                        ],
                        max_length=12,
                    ),
                ),
                ("moved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="desk.promise"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PromisePolicy",
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
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Satisfaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("solved_at", models.DateTimeField()),
                ("score", models.PositiveSmallIntegerField()),
                ("resolved", models.BooleanField()),
                ("comment", models.TextField(blank=True)),
                ("given_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="satisfactions",
                        to="desk.ticket",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["state", "due_at"], name="promise_due"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["owner", "state", "due_at"], name="promise_of_owner"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["team", "state", "due_at"], name="promise_of_team"),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(fields=["ticket", "-id"], name="promise_of_ticket"),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "kept", "broken", "kept_late", "withdrawn"])),
                name="promise_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="promisepolicy",
            constraint=models.UniqueConstraint(
                fields=("centre", "version"), name="promise_policy_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfaction",
            constraint=models.UniqueConstraint(
                fields=("ticket", "solved_at"), name="satisfaction_once_a_solution"
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 5)), name="satisfaction_score_in_range"
            ),
        ),
    ]
