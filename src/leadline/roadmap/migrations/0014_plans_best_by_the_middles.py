"""Names a proven plan by what it is proven for: the middles of its figures."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("roadmap", "0013_when_rows_were_written"),
    ]

    operations = [
        migrations.AlterField(
            model_name="plan",
            name="status",
            field=models.CharField(
                choices=[
                    ("optimal", "Best by the middles, proven"),
                    ("feasible", "Good, not proven best"),
                    ("infeasible", "Impossible as asked"),
                    ("by_hand", "Changed by hand"),
                ],
                max_length=10,
            ),
        ),
    ]
