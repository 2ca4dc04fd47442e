"""The file of launches: what stands in its lines."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest

from leadline.launches.models import LaunchStep
from leadline.launches.queries import list_launches
from leadline.launches.types import Built, BuiltBy
from leadline.web.launches.file import HEADER, launch_lines
from tests.conftest import Person
from tests.launches.test_pages import at, soon


def lines_of(person: Person) -> list[dict[str, str]]:
    answer = person.browser.get(at(person, "launches.csv"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.mark.parametrize(
    ("built", "told"),
    [
        (BuiltBy(Built.SAID, 0.845, date(2027, 3, 31), 0.9),
         ["In the plan, with odds", "0.84", date(2027, 3, 31)]),
        (BuiltBy(Built.SAID, 0.0, date(2027, 3, 31), 0.9),
         ["In the plan, with odds", "0.00", date(2027, 3, 31)]),
        (BuiltBy(Built.LATER, None, date(2027, 6, 30), 0.5),
         ["In the plan, finished after the day", "", date(2027, 6, 30)]),
        (BuiltBy(Built.DONE), ["Built", "", None]),
    ],
)  # fmt: skip
def test_odds_stand_where_the_plan_gives_them(
    ana: Person, built: BuiltBy, told: list[object]
) -> None:
    soon(ana)
    (row,) = list_launches(actor=ana.actor)

    (line,) = launch_lines([row], [], {row.id: built})

    said = dict(zip(HEADER, line, strict=True))
    assert list(said.values())[8:11] == told
    assert said["launch"] == "Rota"


def test_a_launch_without_steps_has_a_line_too(ana: Person) -> None:
    soon(ana)
    assert len(lines_of(ana)) == 4
    LaunchStep.objects.all().delete()

    (line,) = lines_of(ana)

    assert (line["launch"], line["by the plan"], line["step"]) == (
        "Rota", "Of no bet", "",
    )  # fmt: skip


def test_a_launch_that_was_called_off_has_no_odds(ana: Person) -> None:
    launch = soon(ana)
    state = at(ana, f"{launch.pk}/state/")
    ana.browser.post(state, {"do": "off", "why": "Nobody asked"})

    answer = ana.browser.get(at(ana, "launches.csv?state=off"))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    lines = list(csv.DictReader(StringIO(text)))

    assert {line["launch"] for line in lines} == {"Rota"}
    assert {line["by the plan"] for line in lines} == {""}
