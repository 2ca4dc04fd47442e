from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("strategy", "0006_the_first_measure_of_each_goal")]

    operations = [
        migrations.RemoveField(
            model_name="goal",
            name="baseline",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="baseline_date",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="currency",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="measure",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="metric",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="target",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="target_date",
        ),
        migrations.RemoveField(
            model_name="goal",
            name="unit",
        ),
    ]
