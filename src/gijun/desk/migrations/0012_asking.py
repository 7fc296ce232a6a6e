"""What agents ask: escalations, whispers, approvals, delegations, promotions, consults."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0011_clocks"),
        ("standards", "0003_consistency"),
        ("organisation", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Whisper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="whispers", to="desk.ticket"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApprovalRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "power",
                    models.CharField(
                        choices=[
                            ("desk.refund", "Refund"),
                            ("desk.compensate", "Compensation"),
                            ("desk.discount", "Discount"),
                            ("desk.exception", "Exception"),
                        ],
                        max_length=64,
                    ),
                ),
                ("amount", models.BigIntegerField()),
                ("own_limit", models.BigIntegerField(null=True)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("knowledge", "Knowledge"),
                            ("authority", "Authority"),
                            ("input_flow", "Input flow"),
                        ],
                        max_length=16,
                    ),
                ),
                ("grounds", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agent", "Agent"),
                            ("team_lead", "Team lead"),
                            ("trainer", "Trainer"),
                            ("operations_manager", "Operations manager"),
                            ("centre_head", "Centre head"),
                            ("policy_owner", "Policy owner"),
                            ("cx_operator", "CX operator"),
                            ("it_administrator", "IT administrator"),
                            ("observer", "Observer"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "approver",
                    models.CharField(
                        choices=[
                            ("agent", "Agent"),
                            ("team_lead", "Team lead"),
                            ("trainer", "Trainer"),
                            ("operations_manager", "Operations manager"),
                            ("centre_head", "Centre head"),
                            ("policy_owner", "Policy owner"),
                            ("cx_operator", "CX operator"),
                            ("it_administrator", "IT administrator"),
                            ("observer", "Observer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("is_last", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a decision"),
                            ("approved", "Approved"),
                            ("denied", "Denied"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_note", models.TextField(blank=True)),
                ("say", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "judgement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.judgement",
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
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.contactreason",
                    ),
                ),
                (
                    "stood_in_for",
                    models.ForeignKey(
                        null=True,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to="desk.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "due_at"], name="approval_due"),
                    models.Index(fields=["power", "role", "decided_at"], name="approval_decided"),
                    models.Index(fields=["ticket", "-id"], name="approval_of_ticket"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gte", 0)), name="approval_amount_not_negative"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AskingPolicy",
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("centre", "version"), name="asking_policy_version_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Consult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("knowledge", "Knowledge"),
                            ("authority", "Authority"),
                            ("input_flow", "Input flow"),
                        ],
                        max_length=16,
                    ),
                ),
                ("question", models.TextField(blank=True)),
                ("context", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("taken", "Picked up"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("candidate_id", models.BigIntegerField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.contactreason",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standard",
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="consults", to="desk.ticket"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["department", "state", "due_at"], name="consult_of_department"),
                    models.Index(fields=["ticket", "-id"], name="consult_of_ticket"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giver",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="delegation_ends_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("deputy")), _negated=True),
                        name="delegation_to_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
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
                            ("takeover", "Supervisor asked for"),
                            ("escalation", "Escalation"),
                            ("out_of_manual", "Out of the manual"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("knowledge", "Knowledge"),
                            ("authority", "Authority"),
                            ("input_flow", "Input flow"),
                        ],
                        max_length=16,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField()),
                ("policy_version", models.PositiveIntegerField()),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agent", "Agent"),
                            ("team_lead", "Team lead"),
                            ("trainer", "Trainer"),
                            ("operations_manager", "Operations manager"),
                            ("centre_head", "Centre head"),
                            ("policy_owner", "Policy owner"),
                            ("cx_operator", "CX operator"),
                            ("it_administrator", "IT administrator"),
                            ("observer", "Observer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("level_since", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("is_last", models.BooleanField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("taken", "Picked up"),
                            ("answered", "Answered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("taken_at", models.DateTimeField(null=True)),
                (
                    "mode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answer", "Answer"),
                            ("co_handle", "Co-handle"),
                            ("take_over", "Take over"),
                        ],
                        max_length=12,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("candidate_id", models.BigIntegerField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                    "taken_by",
                    models.ForeignKey(
                        null=True,
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="desk.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "due_at"], name="escalation_due"),
                    models.Index(fields=["ticket", "-id"], name="escalation_of_ticket"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Promotion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "power",
                    models.CharField(
                        choices=[
                            ("desk.refund", "Refund"),
                            ("desk.compensate", "Compensation"),
                            ("desk.discount", "Discount"),
                            ("desk.exception", "Exception"),
                        ],
                        max_length=64,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("agent", "Agent"),
                            ("team_lead", "Team lead"),
                            ("trainer", "Trainer"),
                            ("operations_manager", "Operations manager"),
                            ("centre_head", "Centre head"),
                            ("policy_owner", "Policy owner"),
                            ("cx_operator", "CX operator"),
                            ("it_administrator", "IT administrator"),
                            ("observer", "Observer"),
                        ],
                        max_length=24,
                    ),
                ),
                ("approvals", models.PositiveIntegerField()),
                ("amount", models.BigIntegerField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("quiet_until", models.DateTimeField(null=True)),
                (
                    "centre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.team"
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
                    "reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.contactreason",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["centre", "state"], name="promotion_of_centre")],
            },
        ),
    ]
