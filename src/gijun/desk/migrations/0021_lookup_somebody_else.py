from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0020_customer_merge'),
    ]

    operations = [
        migrations.AlterField(
            model_name='lookuptry',
            name='outcome',
            field=models.CharField(choices=[('ok', 'Answered'), ('nobody', 'Knows no such customer'), ('slow', 'No answer in time'), ('refused', 'Refused'), ('garbled', 'Answer not understood'), ('unreachable', 'Not reachable'), ('not_allowed', 'Address not allowed'), ('other', 'Answered about somebody else')], max_length=12),
        ),
    ]
