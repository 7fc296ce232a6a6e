import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0018_snippet_use"),
        ("organisation", "0002_floor"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BulkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=36)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("assign", "Give to a colleague"),
                            ("release", "Put back"),
                            ("reason", "Set the reason"),
                            ("priority", "Set the priority"),
                            ("add_tag", "Put a tag on"),
                            ("take_tag", "Take a tag off"),
                            ("cause", "Name the cause"),
                            ("park", "Let wait"),
                            ("solve", "Solve"),
                            ("merge", "Merge into one"),
                        ],
                        max_length=12,
                    ),
                ),
                ("content", models.JSONField()),
                ("language", models.CharField(max_length=12)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to begin"),
                            ("running", "Running"),
                            ("done", "Finished"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("total", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "undo",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("waiting", "Waiting to begin"),
                            ("running", "Running"),
                            ("done", "Finished"),
                        ],
                        max_length=8,
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True)),
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
            name="BulkRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Not yet"),
                            ("done", "Changed"),
                            ("unchanged", "Was so already"),
                            ("failed", "Not changed"),
                            ("undone", "Undone"),
                            ("kept", "Not undone"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
                ("upto", models.BigIntegerField(default=0)),
                ("why", models.TextField(blank=True)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="desk.bulkchange"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="desk.ticket"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("content", models.JSONField()),
                ("edition", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ViewPin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pins", to="desk.savedview"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="bulkchange",
            index=models.Index(
                condition=models.Q(
                    models.Q(("state", "done"), _negated=True),
                    ("undo__in", ["waiting", "running"]),
                    _connector="OR",
                ),
                fields=["moved_at"],
                name="bulk_running",
            ),
        ),
        migrations.AddConstraint(
            model_name="bulkchange",
            constraint=models.UniqueConstraint(fields=("person", "key"), name="bulk_sent_once"),
        ),
        migrations.AddIndex(
            model_name="bulkrow",
            index=models.Index(fields=["change", "state", "place"], name="bulk_rows_to_do"),
        ),
        migrations.AddConstraint(
            model_name="bulkrow",
            constraint=models.UniqueConstraint(fields=("change", "ticket"), name="bulk_ticket_once"),
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(
                condition=models.Q(("removed_at", None)), fields=["owner"], name="views_of_person"
            ),
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(
                condition=models.Q(("removed_at", None)), fields=["team"], name="views_of_team"
            ),
        ),
        migrations.AddConstraint(
            model_name="viewpin",
            constraint=models.UniqueConstraint(fields=("person", "view"), name="view_pinned_once"),
        ),
    ]
