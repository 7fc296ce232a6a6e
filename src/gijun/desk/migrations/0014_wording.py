"""Tables: reply templates, flags on sentences, procedures and their runs."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0013_promises"),
        ("organisation", "0002_floor"),
        ("standards", "0002_what_agreeing_needs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TemplateStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=300)),
            ],
            options={
                "ordering": ["version", "place"],
            },
        ),
        migrations.CreateModel(
            name="Procedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
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
            ],
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("change_reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="desk.procedure",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ProcedureRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Under way"),
                            ("finished", "Finished"),
                            ("abandoned", "Broken off"),
                        ],
                        default="running",
                        max_length=10,
                    ),
                ),
                ("step", models.CharField(max_length=20)),
                ("trail", models.JSONField(default=list)),
                ("turns", models.PositiveIntegerField(default=0)),
                ("started_at", models.DateTimeField()),
                ("reached_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.procedure"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="runs", to="desk.ticket"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.procedureversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("aliases", models.CharField(blank=True, max_length=200)),
                (
                    "situation",
                    models.CharField(
                        choices=[
                            ("ordinary", "Ordinary"),
                            ("late", "Something is late"),
                            ("our_fault", "Our fault"),
                            ("upset", "Upset customer"),
                            ("refusal", "Not possible"),
                            ("lacking", "Details are missing"),
                            ("outage", "Outage"),
                        ],
                        default="ordinary",
                        max_length=12,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("greeting", "Greeting"),
                            ("checking", "Checking"),
                            ("answer", "Answer"),
                            ("progress", "Progress"),
                            ("closing", "Closing"),
                        ],
                        default="answer",
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "owner",
                    models.ForeignKey(
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
            ],
        ),
        migrations.CreateModel(
            name="TemplateTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.templatestep"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="template_ticks",
                        to="desk.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TemplateVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("change_reason", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("review_on", models.DateField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="desk.replytemplate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TemplateUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_short", models.BooleanField(default=False)),
                ("edited_share", models.FloatField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="template_uses",
                        to="desk.message",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.templateversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TemplateText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("any", "Every channel"),
                            ("email", "Mail"),
                            ("chat", "Chat"),
                            ("phone", "Phone"),
                            ("kakao", "KakaoTalk"),
                            ("form", "Web form"),
                        ],
                        max_length=8,
                    ),
                ),
                ("language", models.CharField(choices=[("ko", "Korean"), ("en", "English")], max_length=2)),
                ("is_short", models.BooleanField(default=False)),
                ("text", models.TextField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="desk.templateversion",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="templatestep",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="desk.templateversion"
            ),
        ),
        migrations.CreateModel(
            name="SentenceFlag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("excerpt", models.TextField(blank=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("asked_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("fixed", "Fixed"), ("no_fault", "Not a fault")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("fixed_in_id", models.BigIntegerField(null=True)),
                (
                    "asked_by",
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
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "standard_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags", to="desk.ticket"
                    ),
                ),
                (
                    "template_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="desk.templateversion",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="procedure",
            index=models.Index(fields=["team", "retired_at"], name="procedure_of_team"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(fields=("procedure", "number"), name="procedure_version_once"),
        ),
        migrations.AddConstraint(
            model_name="procedurerun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")),
                fields=("ticket", "procedure"),
                name="one_run_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedurerun",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["running", "finished", "abandoned"])),
                name="run_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="replytemplate",
            index=models.Index(fields=["team", "retired_at"], name="template_of_team"),
        ),
        migrations.AddConstraint(
            model_name="templatetick",
            constraint=models.UniqueConstraint(fields=("ticket", "step"), name="template_ticked_once"),
        ),
        migrations.AddIndex(
            model_name="templateversion",
            index=models.Index(fields=["review_on"], name="template_review"),
        ),
        migrations.AddConstraint(
            model_name="templateversion",
            constraint=models.UniqueConstraint(fields=("template", "number"), name="template_version_once"),
        ),
        migrations.AddConstraint(
            model_name="templateuse",
            constraint=models.UniqueConstraint(fields=("message", "version"), name="template_used_once"),
        ),
        migrations.AddConstraint(
            model_name="templatetext",
            constraint=models.UniqueConstraint(
                fields=("version", "channel", "language", "is_short"), name="template_text_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="templatestep",
            constraint=models.UniqueConstraint(fields=("version", "place"), name="template_step_once"),
        ),
        migrations.AddIndex(
            model_name="sentenceflag",
            index=models.Index(fields=["state", "asked_at"], name="flag_backlog"),
        ),
        migrations.AddConstraint(
            model_name="sentenceflag",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "fixed", "no_fault"])), name="flag_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="sentenceflag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standard_version", None), ("template_version__isnull", False)),
                    models.Q(("standard_version__isnull", False), ("template_version", None)),
                    _connector="OR",
                ),
                name="flag_of_one_sentence",
            ),
        ),
    ]
