"""The example company leaves as open files and comes back: every table equal."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.utils import timezone

from leadline.accounts.models import User
from leadline.accounts.queries import (
    portable_columns,
    portable_schema,
    portable_tables,
    verify_record,
)
from leadline.accounts.queries.portable import is_private
from leadline.accounts.queries.tables import every_table, name_of
from leadline.cli.parcel import opened, written
from leadline.cli.workspaces import read_workspace, write_workspace
from leadline.demo import fill_plans
from leadline.demo.seed import seed

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "reference" / "export.schema.json"


def everything() -> dict[str, list[tuple[Any, ...]]]:
    found = {}
    for model in every_table():
        columns = [f.attname for f in portable_columns(model)]
        rows = model._base_manager.order_by("pk").values_list(*columns)
        found[name_of(model)] = list(rows)
    return found


def empty() -> None:
    for model in every_table():
        model._base_manager.all()._raw_delete("default")


@pytest.mark.django_db
def test_the_example_comes_back_with_every_table_equal(
    tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(fill_plans, "SEARCH_SECONDS", 0.5)
    actor = seed(now=timezone.now(), progress=lambda _: None, share=0.03)
    uploads = tmp_path / "uploads"
    own = uploads / str(actor.workspace_id)
    own.mkdir(parents=True)
    (own / "tickets.csv").write_text("text\nslow\n")
    names = {name_of(model) for model in portable_tables(with_private=True)}
    before = {k: rows for k, rows in everything().items() if k in names}
    out = tmp_path / "acme.zip"
    with written(out) as writer:
        about = write_workspace(
            writer, uploads, workspace_id=actor.workspace_id, with_private=True,
            database="default",
        )  # fmt: skip
    empty()

    with opened(out) as reader:
        for model in portable_tables(with_private=True):
            said = {**portable_schema()["$defs"][name_of(model)]}
            look = jsonschema.Draft202012Validator(said)
            for row in reader.rows(f"data/{name_of(model)}.jsonl"):
                look.validate(row)
        count = read_workspace(reader, tmp_path / "new")

    after = everything()
    assert {k: rows for k, rows in after.items() if k in names} == before
    filled = {name for name, rows in before.items() if rows}
    assert count == sum(about["tables"].values()) == sum(map(len, before.values()))
    assert len(filled) > 60
    assert verify_record(workspace_id=actor.workspace_id).is_whole
    assert not any(user.has_usable_password() for user in User.objects.all())
    files = tmp_path / "new" / str(actor.workspace_id) / "tickets.csv"
    assert files.read_text() == "text\nslow\n"


def test_the_schema_that_is_published_is_that_of_the_tables() -> None:
    """``LEADLINE_WRITE_SCHEMA=1`` writes it anew."""
    text = json.dumps(portable_schema(), indent=1) + "\n"
    if os.environ.get("LEADLINE_WRITE_SCHEMA"):
        SCHEMA.write_text(text)

    jsonschema.Draft202012Validator.check_schema(portable_schema())
    assert SCHEMA.read_text() == text


def test_no_secret_of_others_leaves() -> None:
    names = {
        f"{name_of(model)}.{field.attname}"
        for model in portable_tables(with_private=True)
        for field in portable_columns(model)
    }

    assert "accounts.user.email" in names
    assert not names & {
        "accounts.user.password",
        "strategy.metricsource.password",
        "conversation.channel.address",
    }
    tables = {name_of(model) for model in portable_tables(with_private=True)}
    assert not {name for name in tables if "session" in name or "link" in name} - {
        "accounts.linkwish", "growth.peerlink", "roadmap.betlink",
    }  # fmt: skip


def test_every_table_with_an_owner_alone_was_looked_at() -> None:
    """A new table of a person has to be said to be shared or private."""
    shared = {
        "accounts.event", "accounts.job", "accounts.membership", "accounts.share",
        "conversation.reaction", "conversation.mention", "decisions.forecast",
        "decisions.review", "decisions.sharing", "decisions.decisionchange",
        "evidence.import", "evidence.change",
        "launches.launchoutcome", "roadmap.betrelease", "stakeholders.briefing",
        "stakeholders.commitmentstep", "stakeholders.contactnote",
        "stakeholders.told", "strategy.metricquery", "strategy.reviewstep",
        "stakeholders.person",
    }  # fmt: skip
    personal = {
        name_of(model)
        for model in portable_tables(with_private=True)
        if {f.attname for f in portable_columns(model)} & {"user_id", "author_id"}
    }

    private = {n for n in personal if n not in shared}
    others = {n for n in private if not any(
        is_private(m) for m in portable_tables(with_private=True) if name_of(m) == n
    )}  # fmt: skip
    assert others == {"conversation.comment", "strategy.checkin"}
