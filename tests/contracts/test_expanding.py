"""Old and new code share the tables while machines are upgraded one after another."""

from __future__ import annotations

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

from leadline.cli.machines import EARLIEST_BESIDE
from tests.contracts.expanding import Operation, faults
from tests.released import applied_in, versions

# Migrations that would trip up old code, by app and name, and why they go all the same:
# it stopped to read a column a release ago, or EARLIEST_BESIDE is empty and says that
# machines have to stop for this release.
LOOKED_AT: dict[str, str] = {}
# Its tables were laid before there was this rule.
BEFORE_THE_RULE = "0.1.0"


def state() -> ProjectState:
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("word", models.CharField(max_length=20, null=True)),
        ("number", models.IntegerField()),
    ]
    made = ProjectState()
    made.add_model(ModelState("roadmap", "Bet", fields))
    return made


def add(field: models.Field) -> Operation:  # type: ignore[type-arg]
    return migrations.AddField("bet", "more", field)


def alter(name: str, field: models.Field) -> Operation:  # type: ignore[type-arg]
    return migrations.AlterField("bet", name, field)


GOES = [
    add(models.IntegerField(null=True)),
    add(models.IntegerField(default=1, db_default=1)),
    add(models.ManyToManyField("roadmap.Bet")),
    alter("word", models.CharField(max_length=20, null=True, help_text="said")),
    alter("word", models.CharField(max_length=21, null=True)),
    alter("number", models.IntegerField(null=True)),
    migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
    migrations.AddIndex("bet", models.Index(fields=["word"], name="by_word")),
    migrations.SeparateDatabaseAndState(
        state_operations=[migrations.RemoveField("bet", "word")]
    ),
]
TRIPS = [
    add(models.IntegerField(default=1)),
    add(models.CharField(max_length=20, default="")),
    alter("word", models.CharField(max_length=19, null=True)),
    alter("word", models.CharField(max_length=20, default="")),
    alter("word", models.TextField(null=True)),
    alter("number", models.IntegerField(unique=True)),
    migrations.RemoveField("bet", "word"),
    migrations.RenameField("bet", "word", "words"),
    migrations.RenameModel("Bet", "Wager"),
    migrations.DeleteModel("Bet"),
    migrations.AlterModelTable("bet", "wagers"),
    migrations.AddConstraint(
        "bet",
        models.CheckConstraint(condition=models.Q(number__gt=0), name="more_than_none"),
    ),
    migrations.RunPython(migrations.RunPython.noop),
    migrations.RunSQL("DELETE FROM roadmap_bet"),
    migrations.SeparateDatabaseAndState(
        database_operations=[migrations.RemoveField("bet", "word")]
    ),
]


@pytest.mark.parametrize("is_harmless", [True, False])
def test_what_old_code_trips_over_is_known(is_harmless: bool) -> None:
    """What it reads or writes goes, or a column has to be filled that it cannot see."""
    wrong = [
        operation.describe()
        for operation in (GOES if is_harmless else TRIPS)
        if (not list(faults(operation, state(), "roadmap"))) is not is_harmless
    ]

    assert wrong == []


def test_no_migration_since_the_last_release_trips_it_up() -> None:
    since = [one for one in versions() if one != BEFORE_THE_RULE]
    if not since:
        assert EARLIEST_BESIDE == "", "it runs beside no release yet"
        return
    # In the commit of a release its own folder is the last, and it runs beside another.
    may_be_none = LOOKED_AT or len(since) == 1
    assert EARLIEST_BESIDE in (["", *since[-2:]] if may_be_none else since[-2:])
    loader = MigrationLoader(None)
    found: dict[str, list[str]] = {}
    known = applied_in(EARLIEST_BESIDE or since[-1])
    for app, name in set(loader.disk_migrations) - known:
        before = loader.project_state((app, name), at_end=False)
        wrong = found[f"{app}.{name}"] = []
        for operation in loader.disk_migrations[app, name].operations:
            wrong += faults(operation, before, app)
            operation.state_forwards(app, before)

    assert {name for name, wrong in found.items() if wrong} == set(LOOKED_AT), found
    assert all(len(why) > 20 for why in LOOKED_AT.values()), "say why"
