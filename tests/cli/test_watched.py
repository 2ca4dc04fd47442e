"""A ``serve`` that is watched: its processes count together, its worker is seen."""

from __future__ import annotations

from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.cli.test_serve import serving

pytestmark = pytest.mark.sqlite
TOKEN = "a-token-that-nobody-guesses"
PAGES = 12


def asked(address: str, token: str = "") -> str:
    request = Request(address, headers={"Authorization": f"Bearer {token}"})
    with urlopen(request, timeout=60) as answer:
        return str(answer.read().decode())


def test_processes_count_together_and_a_stranger_sees_nothing(tmp_path: Path) -> None:
    settings = {"LEADLINE_METRICS_TOKEN": TOKEN}
    with serving(tmp_path / "data", "--web-processes", "2", **settings) as served:
        for _ in range(PAGES):
            asked(f"{served.address}/sign-in/")
        text = asked(f"{served.address}/metrics", TOKEN)
        ready = asked(f"{served.address}/readyz")
        with pytest.raises(HTTPError, match="404"):
            asked(f"{served.address}/metrics")

    counts = {
        sample.labels["method"]: sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == "leadline_request_seconds_count"
        and sample.labels["area"] == "outside"
    }
    assert counts["GET"] == PAGES
    assert "leadline_workers 1.0" in text
    assert ready == "ready\n"
