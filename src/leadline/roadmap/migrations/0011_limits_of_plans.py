from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roadmap", "0010_values_and_wishes_of_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="budget",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="plan",
            name="shares",
            field=models.JSONField(default=list),
        ),
    ]
