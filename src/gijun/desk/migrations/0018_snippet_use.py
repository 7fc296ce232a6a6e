import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0017_modes"),
        ("standards", "0002_what_agreeing_needs"),
    ]

    operations = [
        migrations.CreateModel(
            name="SnippetUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edited_share", models.FloatField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snippet_uses",
                        to="desk.message",
                    ),
                ),
                (
                    "snippet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.snippet",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["message", "snippet"], name="script_used_once")
                ],
            },
        ),
    ]
