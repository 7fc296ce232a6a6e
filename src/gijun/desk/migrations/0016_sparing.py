"""Tables: sparing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0015_sorting"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="LookupCircuit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=64, unique=True)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("asked_again_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AlterField(
            model_name="message",
            name="delivery",
            field=models.CharField(
                blank=True,
                choices=[
                    ("pending", "Waiting to be sent"),
                    ("sending", "Being sent"),
                    ("sent", "Accepted by the mail server"),
                    ("dead", "Not sent"),
                    ("bounced", "Returned"),
                    ("undone", "Taken back"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="outbox",
            name="state",
            field=models.CharField(
                choices=[
                    ("pending", "Waiting to be sent"),
                    ("sending", "Being sent"),
                    ("sent", "Accepted by the mail server"),
                    ("dead", "Not sent"),
                    ("bounced", "Returned"),
                    ("undone", "Taken back"),
                ],
                default="pending",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="AutoAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("mode", "Peak or outage"),
                            ("outside_hours", "Outside working hours"),
                            ("first_contact", "First message received"),
                        ],
                        max_length=16,
                    ),
                ),
                ("rules_version", models.PositiveIntegerField()),
                (
                    "answered",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desk.message"
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desk.message"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LookupTry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("took_ms", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("ok", "Answered"),
                            ("nobody", "Knows no such customer"),
                            ("slow", "No answer in time"),
                            ("refused", "Refused"),
                            ("garbled", "Answer not understood"),
                            ("unreachable", "Not reachable"),
                            ("not_allowed", "Address not allowed"),
                        ],
                        max_length=12,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["source", "at"], name="lookup_of_source")],
            },
        ),
        migrations.CreateModel(
            name="AutoAnswerRules",
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
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.channelaccount",
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "version"), name="auto_answer_rules_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="AutoAnswerTurn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="desk.channelaccount",
                    ),
                ),
                (
                    "handle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desk.handle"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("account", "handle"), name="auto_answer_turn_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=64)),
                ("sealed", models.TextField(blank=True)),
                ("fetched_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="desk.customer"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("customer", "source"), name="card_once")],
            },
        ),
        migrations.CreateModel(
            name="CustomerFlag",
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
                            ("abuse", "Verbal abuse"),
                            ("sexual", "Sexual harassment"),
                            ("threat", "Threats"),
                            ("fraud", "Suspected fraud"),
                            ("excessive", "Repeated excessive demands"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("message_ids", models.JSONField(default=list)),
                ("set_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waits for a lead"),
                            ("active", "In force"),
                            ("refused", "Not approved"),
                            ("withdrawn", "Lifted"),
                            ("expired", "Expired"),
                        ],
                        max_length=12,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("appeal", models.TextField(blank=True)),
                ("appealed_at", models.DateTimeField(null=True)),
                ("appeal_decided_at", models.DateTimeField(null=True)),
                (
                    "appeal_decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "customer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="desk.customer"
                    ),
                ),
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
                    "set_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "expires_at"], name="customer_flag_due"),
                    models.Index(fields=["team", "state"], name="customer_flag_of_team"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["asked", "active", "refused", "withdrawn", "expired"])
                        ),
                        name="customer_flag_state_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("asked", "active"))),
                        fields=("customer", "kind"),
                        name="flag_of_a_kind_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EndingRun",
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
                            ("abuse", "Verbal abuse"),
                            ("sexual", "Sexual harassment"),
                            ("threat", "Threats"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("warning", "Warning"),
                            ("final", "Final warning"),
                            ("ended", "Contact ended"),
                            ("calmed", "The customer calmed down"),
                        ],
                        max_length=8,
                    ),
                ),
                ("policy_version", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField()),
                ("final_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("rest_until", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.contact",
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
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="endings", to="desk.ticket"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["team", "-started_at"], name="ending_of_team")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("ticket",), name="one_open_ending"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("stage__in", ["warning", "final", "ended", "calmed"])),
                        name="end_stage_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SparingPolicy",
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
                            ("sending", "Taking back a reply"),
                            ("risk", "Customers to be careful with"),
                            ("ending", "Right to end"),
                        ],
                        max_length=8,
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("centre", "kind", "version"), name="sparing_policy_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="UndoableReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("open", "In progress"),
                            ("waiting_customer", "Waiting for the customer"),
                            ("waiting_internal", "Waiting for a colleague"),
                            ("resolved", "Solved"),
                            ("closed", "Closed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("waiting_since", models.DateTimeField(null=True)),
                ("solved", models.BooleanField(default=False)),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="undoable",
                        to="desk.message",
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
            options={
                "indexes": [models.Index(fields=["person", "until"], name="undoable_of_person")],
            },
        ),
    ]
