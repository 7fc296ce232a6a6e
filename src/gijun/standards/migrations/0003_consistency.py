"""What both versions said when they were found to be no contradiction; it goes with a discarded draft."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_what_agreeing_needs")]

    operations = [
        migrations.AddField(
            model_name="conflictclearance",
            name="contents_hash",
            field=models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="conflictclearance",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="standards.standardversion",
            ),
        ),
        migrations.AlterField(
            model_name="conflictclearance",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="standards.standardversion",
            ),
        ),
    ]
