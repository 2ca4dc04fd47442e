"""Keep a picture of the first page of a PDF beside it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversation", "0008_what_channels_hear")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="preview",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                fields=["workspace", "preview"],
                condition=models.Q(("preview", ""), _negated=True),
                name="previews_by_hash",
            ),
        ),
    ]
