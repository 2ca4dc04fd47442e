from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0009_pieces_that_were_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="feedback",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
