"""The example company leaves as open files and comes back: every table equal."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import transaction

from leadline.accounts.actions import bring_back
from leadline.accounts.models import Membership, ServiceAccount, User, Workspace
from leadline.accounts.queries import (
    portable_columns,
    portable_rows,
    portable_schema,
    portable_tables,
    verify_record,
)
from leadline.accounts.queries.portable import is_private
from leadline.accounts.queries.tables import every_table, name_of
from leadline.cli.parcel import opened, written
from leadline.cli.workspaces import read_workspace, write_workspace
from leadline.foundation.errors import Invalid
from tests.conftest import Person
from tests.demo.example import lay_example

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


@pytest.mark.django_db(transaction=True)
def test_the_example_comes_back_with_every_table_equal(tmp_path: Path) -> None:
    actor = lay_example()
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

    with opened(out) as reader, transaction.atomic():
        empty()
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
        "connections.endpoint.address",
        "connections.endpoint.secret",
        "connections.endpoint.old_secret",
        "connections.intake.address",
        "connections.intake.secret",
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


def test_files_bring_nobody_into_a_workspace_that_is_here(
    olu: Person, cleo: Person
) -> None:
    here = olu.actor.workspace_id
    [row] = portable_rows(workspace_id=here, model=Membership, people=set())
    row |= {"id": 999, "user_id": cleo.user.pk}

    with pytest.raises(Invalid, match=r"999 of accounts\.membership is of another"):
        bring_back(workspace_id=77, tables=[(Membership, lambda: [row])])

    [shop] = portable_rows(workspace_id=here, model=Workspace, people=set())
    with pytest.raises(Invalid, match="is of another workspace"):
        bring_back(workspace_id=77, tables=[(Workspace, lambda: [shop | {"id": 78}])])


def test_files_name_no_row_of_another_workspace(olu: Person) -> None:
    here = olu.actor.workspace_id
    [shop] = portable_rows(workspace_id=here, model=Workspace, people=set())
    owner = Membership.objects.get(user=olu.user)
    program = {
        "id": 5, "workspace_id": 77, "created_at": "2026-11-20T09:00:00+00:00",
        "member_id": owner.pk, "made_by_id": None,
    }  # fmt: skip

    with pytest.raises(Invalid, match=r"names row .* of accounts\.membership"):
        bring_back(
            workspace_id=77,
            tables=[
                (Workspace, lambda: [shop | {"id": 77}]),
                (ServiceAccount, lambda: [program]),
            ],
        )
    assert not Workspace.objects.filter(pk=77).exists()


def test_a_small_zip_does_not_fill_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({"format": 1, "sums": {}}))
        with archive.open("files/1/zero", "w") as file:
            for _ in range(65):
                file.write(bytes(1 << 20))

    with pytest.raises(Invalid, match="unpacks to far too much"), opened(path):
        raise AssertionError
