"""Documents of records: what their pages show and to whom, all with a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leadline.cli.main import cli
from leadline.decisions import actions
from leadline.decisions.types import ForecastIn, PredictionIn
from leadline.foundation.errors import NotFound
from leadline.reporting.making import Kind, document_of, file_of
from leadline.reporting.model import Document, Figures, sources_of
from leadline.stakeholders.models import Briefing
from tests.conftest import Person
from tests.contracts.areas.decisions import decision_of
from tests.contracts.areas.documents import OF_KIND
from tests.contracts.examples import Examples

pytestmark = pytest.mark.django_db
NUMBERED = re.compile(r"\\\[\d+\\\]$")


def made(who: Person, kind: str, pk: int) -> Document:
    now = timezone.localtime()
    return document_of(actor=who.actor, kind=kind, record_id=pk, now=now, base="/w/1/")


def documents(olu: Person) -> Iterator[tuple[Kind, Document]]:
    """Every kind of document once, of the same examples."""
    examples = Examples(olu)
    for kind in Kind:
        yield kind, made(olu, kind, OF_KIND[kind](examples))


def test_every_figure_of_every_document_has_a_source_and_an_age(olu: Person) -> None:
    faults = []
    for kind, found in documents(olu):
        for block in found.blocks:
            for source in sources_of(block) or [None]:
                if not source or not source.name or source.on > found.made_on:
                    faults.append((kind, block))
        figures = [
            one for b in found.blocks if isinstance(b, Figures) for one in b.items
        ]
        lines = file_of(found, "md").content.decode().splitlines()
        for one in figures:
            line = next(line for line in lines if line.startswith(f"- {one.label}:"))
            if not NUMBERED.search(line):
                faults.append((kind, line))
        told = [s.told(found.made_on) for s in found.sources]
        assert all(any(f". {one}" in line for line in lines) for one in told), kind
    assert faults == []


def test_every_kind_of_document_is_written_in_every_form(olu: Person) -> None:
    for kind, found in documents(olu):
        assert found.title, kind
        for form in ("pdf", "pptx", "xlsx", "md"):
            assert file_of(found, form).content, (kind, form)


def test_a_document_opens_for_whom_its_page_opens(
    olu: Person, ben: Person, cleo: Person
) -> None:
    examples = Examples(olu)
    mine = [str(k) for k in Kind]
    answers: dict[str, list[Any]] = {}
    for kind in Kind:
        pk = OF_KIND[kind](examples)
        here = dict(workspace_id=olu.actor.workspace_id, kind=kind, pk=pk, form="md")
        there = here | {"workspace_id": cleo.actor.workspace_id}
        asked = [(olu.browser, here), (ben.browser, here), (cleo.browser, here),
                 (cleo.browser, there), (Client(), here)]  # fmt: skip
        answers[str(kind)] = [
            browser.get(reverse("reporting:document", kwargs=at)).status_code
            for browser, at in asked
        ]
    alone = {"growth": [200, 404, 404, 404, 302]}
    assert answers == {kind: [200, 200, 404, 404, 302] for kind in mine} | alone


def test_a_document_comes_under_its_own_name(olu: Person) -> None:
    pk = OF_KIND[Kind.DECISION](Examples(olu))
    kwargs = {"workspace_id": olu.actor.workspace_id, "kind": "decision", "pk": pk}
    answer = olu.browser.get(
        reverse("reporting:document", kwargs={**kwargs, "form": "pdf"})
    )

    named = f'attachment; filename="decision-{pk}.pdf"'
    assert answer.headers["Content-Disposition"] == named
    assert answer.headers["Content-Type"] == "application/pdf"
    for kind, form in (("decision", "docx"), ("customer", "md")):
        at = {**kwargs, "kind": kind, "form": form}
        answer = olu.browser.get(reverse("reporting:document", kwargs=at))
        assert answer.status_code == 404


def test_a_page_offers_its_document_and_says_what_is_missing(
    olu: Person, ben: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = OF_KIND[Kind.DECISION](Examples(olu))
    page = reverse("decisions:decision", args=[olu.actor.workspace_id, pk])
    place = f"/w/{olu.actor.workspace_id}/documents/decision/{pk}/"

    html = ben.browser.get(page).content.decode()
    assert re.findall(rf'"{place}(\w+)/"', html) == ["pdf", "pptx", "xlsx", "md"]
    assert "leadline[documents]" not in html

    monkeypatch.setattr("leadline.reporting.writers.pdf.can_write", lambda: False)
    html = olu.browser.get(page).content.decode()
    assert re.findall(rf'"{place}(\w+)/"', html) == ["pptx", "xlsx", "md"]
    assert "leadline[documents]" in html
    assert "leadline[documents]" not in ben.browser.get(page).content.decode()
    answer = olu.browser.get(f"{place}pdf/")
    assert answer.status_code == 422
    assert "leadline[documents]" in answer.content.decode()


def test_a_number_that_nothing_has_is_not_found(olu: Person) -> None:
    for kind in Kind:
        with pytest.raises(NotFound):
            made(olu, kind, 987_654)


def test_nobodys_forecast_leaves_with_an_open_decision(
    olu: Person, ana: Person
) -> None:
    examples, now = Examples(olu), timezone.now()
    pk = decision_of(examples).pk
    asked = PredictionIn(
        "Thirty accounts sign in", resolve_on=now.date() + timedelta(days=90),
        decision_id=pk,
    )  # fmt: skip
    made_on = {"actor": olu.actor, "prediction": asked, "on": now.date()}
    prediction = actions.create_prediction(**made_on)
    for who, sure in ((olu, 73), (ana, 87)):
        said = ForecastIn(probability=sure)
        actions.answer_prediction(
            actor=who.actor, prediction_id=prediction.pk, forecast=said, now=now
        )

    text = file_of(made(olu, "decision", pk), "md").content.decode()
    assert "Thirty accounts sign in" in text
    assert "73" not in text
    assert "87" not in text


def test_a_briefing_to_a_partner_names_no_record_inside(olu: Person) -> None:
    examples = Examples(olu)
    pk = OF_KIND[Kind.BRIEFING](examples)
    inside = {one.name for one in made(olu, Kind.BRIEFING, pk).sources}
    Briefing.objects.filter(pk=pk).update(audience="partners")

    found = made(olu, Kind.BRIEFING, pk)
    assert len(inside) > 1
    assert [one.path for one in found.sources] == [""]
    assert "/w/1/" not in file_of(found, "md").content.decode()


def test_the_command_writes_what_the_page_gives(
    olu: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pk = OF_KIND[Kind.NEED](Examples(olu))
    for name in ("boot", "need_folder"):
        monkeypatch.setattr(f"leadline.cli.document.{name}", lambda *_: None)
    monkeypatch.setenv("LEADLINE_DATA_DIR", str(tmp_path))
    out = tmp_path / "need.XLSX"

    done = CliRunner().invoke(cli, ["document", "need", str(pk), "--out", str(out)])
    assert done.stdout == f"{out}: Export faster\n"
    assert out.read_bytes().startswith(b"PK")
    for words in (["need", "987654"], ["growth", "987654"]):
        done = CliRunner().invoke(cli, ["document", *words, "--out", str(out)])
        assert (done.exit_code, "There is no such" in done.output) == (1, True)


def test_the_command_links_to_where_people_open_leadline_and_nowhere_else(
    olu: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    pk = OF_KIND[Kind.NEED](Examples(olu))
    for name in ("boot", "need_folder"):
        monkeypatch.setattr(f"leadline.cli.document.{name}", lambda *_: None)
    monkeypatch.setenv("LEADLINE_DATA_DIR", str(tmp_path))
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "address").write_text("http://localhost:8000")
    out = tmp_path / "need.md"

    for site, says in (("", True), ("https://leadline.example", False)):
        settings.OWN_ADDRESS = site
        words = ["document", "need", str(pk), "--out", str(out)]
        done = CliRunner().invoke(cli, words)
        text = out.read_text()
        assert "localhost" not in text
        assert ("<https://leadline.example/w/" in text) is bool(site)
        assert ("LEADLINE_URL" in done.stderr) is says
