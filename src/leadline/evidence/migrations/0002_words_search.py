"""An index of the words of feedback: FTS5 on SQLite, tsvector on PostgreSQL."""

from typing import Any

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE evidence_feedback_words USING fts5(
        words, author, area, content='evidence_feedback', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER evidence_feedback_words_added AFTER INSERT ON evidence_feedback
    BEGIN
        INSERT INTO evidence_feedback_words(rowid, words, author, area)
        VALUES (new.id, new.words, new.author, new.area);
    END
    """,
    """
    CREATE TRIGGER evidence_feedback_words_removed AFTER DELETE ON evidence_feedback
    BEGIN
        INSERT INTO evidence_feedback_words(
            evidence_feedback_words, rowid, words, author, area
        ) VALUES ('delete', old.id, old.words, old.author, old.area);
    END
    """,
    """
    CREATE TRIGGER evidence_feedback_words_changed
    AFTER UPDATE OF words, author, area ON evidence_feedback
    WHEN old.words <> new.words OR old.author <> new.author OR old.area <> new.area
    BEGIN
        INSERT INTO evidence_feedback_words(
            evidence_feedback_words, rowid, words, author, area
        ) VALUES ('delete', old.id, old.words, old.author, old.area);
        INSERT INTO evidence_feedback_words(rowid, words, author, area)
        VALUES (new.id, new.words, new.author, new.area);
    END
    """,
    "INSERT INTO evidence_feedback_words(evidence_feedback_words) VALUES ('rebuild')",
]
SQLITE_BACK = [
    "DROP TRIGGER evidence_feedback_words_changed",
    "DROP TRIGGER evidence_feedback_words_removed",
    "DROP TRIGGER evidence_feedback_words_added",
    "DROP TABLE evidence_feedback_words",
]
POSTGRESQL = [
    """
    ALTER TABLE evidence_feedback ADD COLUMN words_index tsvector
    GENERATED ALWAYS AS (
        to_tsvector('simple', regexp_replace(
            words || ' ' || author || ' ' || area, '[^[:alnum:]]+', ' ', 'g'
        ))
    ) STORED
    """,
    """
    CREATE INDEX evidence_feedback_words ON evidence_feedback USING gin (words_index)
    """,
]
POSTGRESQL_BACK = [
    "DROP INDEX evidence_feedback_words",
    "ALTER TABLE evidence_feedback DROP COLUMN words_index",
]


def _run(schema_editor: Any, sqlite: list[str], postgresql: list[str]) -> None:
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[vendor]:
        schema_editor.execute(statement)


def add_index(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, SQLITE, POSTGRESQL)


def drop_index(apps: Any, schema_editor: Any) -> None:
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_customers_feedback_needs_and_imports")]
    operations = [migrations.RunPython(add_index, drop_index)]
