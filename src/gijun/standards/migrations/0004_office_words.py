"""Words the office says to itself, with what customers are told instead."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("standards", "0003_consistency"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("word", models.CharField(max_length=64, verbose_name="the office says")),
                ("number", models.PositiveSmallIntegerField()),
                ("instead", models.CharField(max_length=64, verbose_name="customers are told")),
                ("added_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["word", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("word", "number"), name="office_word_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("word",),
                        name="office_word_stands_once",
                    ),
                ],
            },
        ),
    ]
