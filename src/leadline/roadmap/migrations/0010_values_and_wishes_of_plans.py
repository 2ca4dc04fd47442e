from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roadmap", "0009_plans_in_futures"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="projected",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="plan",
            name="wishes",
            field=models.JSONField(default=list),
        ),
    ]
