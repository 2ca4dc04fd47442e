"""The job's row is its place in the queue; the tables of the other queue go.

Whatever waited there waits in its row as well: that held the job's id alone.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

GONE = "django_tasks_database"
TABLE = "django_tasks_database_dbtaskresult"


def drop(apps: Any, schema: Any) -> None:
    """Drop the table, and what Django remembers of its application."""
    connection = schema.connection
    if TABLE in connection.introspection.table_names():
        schema.execute(f"DROP TABLE {TABLE}")
    schema.execute("DELETE FROM django_migrations WHERE app = %s", [GONE])
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label=GONE)
    apps.get_model("auth", "Permission").objects.filter(content_type__in=kinds).delete()
    kinds.delete()


class Migration(migrations.Migration):
    """Only forwards: an earlier version makes its queue anew from a copy."""

    dependencies = [
        ("accounts", "0005_a_sealed_record"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
