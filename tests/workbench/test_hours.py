from __future__ import annotations

import csv
import json
import os
import re
import tarfile
import zipfile
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leadline.cli.main import cli
from leadline.engine.calendar.repeat import moments
from leadline.engine.calendar.rule import parse_rule
from leadline.engine.errors import EngineError
from tests.engine.calendars import calendar, event, starts

DATA = os.environ.get("LEADLINE_DATA", "")
ASKED = "--domain harbour.example --from 2026-03-23 --to 2026-03-31".split()
BERLIN_TIME = ["--timezone", "Europe/Berlin"]
PART = r"#?(RRULE|DTSTART|START-AT|DURATION|INSTANCES|EXCEPTION):(.+)"
WEEK = calendar(
    event(
        "DTSTART;TZID=Europe/Berlin:20260323T090000",
        "DURATION:PT1H30M",
        "RRULE:FREQ=WEEKLY;COUNT=2",
        "SUMMARY:Secret talk with Renata",
        "ATTENDEE:mailto:renata@elbe.example",
        uid="visit",
    ),
    event(
        "DTSTART;TZID=Europe/Berlin:20260323T100000",
        "DURATION:PT1H",
        "SUMMARY:Stand-up",
        "ATTENDEE:mailto:tomasz@harbour.example",
        uid="daily",
    ),
    event("DTSTART:20260324T080000Z", "DURATION:PT2H", "SUMMARY:Focus", uid="f"),
)


def run(folder: Path, content: bytes, *options: str) -> tuple[Result, list[dict]]:
    file, out = folder / "me.ics", folder / "hours.csv"
    file.write_bytes(content)
    got = CliRunner().invoke(
        cli,
        ["hours", str(file), "--out", str(out), *ASKED, *BERLIN_TIME, *options],
    )
    rows = list(csv.DictReader(out.read_text().splitlines())) if out.exists() else []
    return got, rows


def test_hours_are_written_by_day_without_titles_or_guests(tmp_path: Path) -> None:
    customers = tmp_path / "customers.csv"
    customers.write_text("name,domain\nKlinikum Elbe,elbe.example\n")

    got, rows = run(tmp_path, WEEK, "--customers", str(customers))

    assert got.exit_code == 0
    assert [
        (r["date"], r["minutes"], r["class"], r["counterpart"], r["uid"]) for r in rows
    ] == [
        ("2026-03-23", "90", "market", "Klinikum Elbe", "visit"),
        ("2026-03-23", "30", "internal", "engineering", "daily"),
        ("2026-03-24", "120", "focus", "", "f"),
        ("2026-03-30", "90", "market", "Klinikum Elbe", "visit"),
    ]
    assert rows[0]["start"] == "2026-03-23T09:00+01:00"
    assert rows[3]["end"] == "2026-03-30T10:30+02:00"
    written = (tmp_path / "hours.csv").read_text()
    assert "Secret" not in written
    assert "renata@" not in written
    assert "market 3.0 h" in got.stdout
    assert "55% of the working hours" in got.stdout


def test_the_summary_is_json_for_programs(tmp_path: Path) -> None:
    got, _ = run(tmp_path, WEEK, "--json")

    found = json.loads(got.stdout)
    assert found["minutes"]["market"] == 180
    assert found["internal"] == {"engineering": 30}
    assert list(found["weeks"]) == ["2026-W13", "2026-W14"]


def test_a_list_of_domains_is_enough(tmp_path: Path) -> None:
    customers = tmp_path / "customers.txt"
    customers.write_text("domain\nport.example\n")

    _, rows = run(tmp_path, WEEK, "--customers", str(customers))

    assert rows[0]["class"] == "external", "somebody, and no customer"


def test_what_its_owner_declined_does_not_count(tmp_path: Path) -> None:
    declined = event(
        "DTSTART:20260324T080000Z",
        "DURATION:PT1H",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:ines@harbour.example",
    )

    _, rows = run(tmp_path, calendar(declined), "--me", "Ines@harbour.example")

    assert rows == []


def test_a_table_of_outlook_is_read_too(tmp_path: Path) -> None:
    file, out = tmp_path / "outlook.csv", tmp_path / "hours.csv"
    file.write_text(
        '"Subject","Start Date","Start Time","End Date","End Time"\n'
        '"Customer visit","3/24/2026","9:00:00 AM","3/24/2026","11:00:00 AM"\n'
    )

    got = CliRunner().invoke(
        cli,
        ["hours", str(file), "--out", str(out), *ASKED],
    )

    assert "market 2.0 h" in got.stdout
    assert "Customer visit" not in out.read_text()


@pytest.mark.parametrize(
    ("content", "options", "says"),
    [
        (b"hello", [], "me.ics: This is no calendar file"),
        (WEEK, ["--timezone", "Mars/Olympus"], "no time zone Mars/Olympus"),
        (WEEK, ["--to", "2026-01-01"], "--to is before --from"),
        (WEEK, ["--customers", "nowhere.csv"], "There is no file nowhere.csv"),
    ],
)
def test_a_mistake_is_named_and_nothing_written(
    tmp_path: Path, content: bytes, options: list[str], says: str
) -> None:
    got, rows = run(tmp_path, content, *options)

    assert (got.exit_code, rows) == (1, [])
    assert says in got.stderr
    assert "Traceback" not in got.output


def fixtures() -> Iterator[tuple[str, bytes]]:
    for archive in sorted((Path(DATA) / "calendars").glob("*.tar.gz")):
        with tarfile.open(archive) as tar:
            for member in tar.getmembers():
                file = tar.extractfile(member) if member.isfile() else None
                if file is not None and member.name.lower().endswith(".ics"):
                    yield f"{archive.stem}/{member.name}", file.read()


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="LEADLINE_DATA is not set")
def test_every_public_fixture_is_read_or_refused_with_a_line(tmp_path: Path) -> None:
    read, refused = 0, 0
    for name, content in fixtures():
        got, _ = run(tmp_path, content, "--from", "1990-01-01", "--to", "2030-12-31")
        assert got.exit_code in (0, 1), f"{name}: {got.exception!r}"
        assert got.exception is None or isinstance(got.exception, SystemExit), name
        read, refused = read + (got.exit_code == 0), refused + got.exit_code
        assert got.exit_code == 0 or re.search(r"Error: .+: .+\.\n", got.stderr), name

    assert (read + refused, read) >= (360, 300)


def recurrence_cases() -> list[dict[str, str]]:
    """Return the cases of the public list, the one that is commented out there too."""
    path = Path(DATA) / "calendars" / "icalnet_RecurrenceTestCases.txt"
    found: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        match = re.match(
            r"#?(RRULE|DTSTART|START-AT|DURATION|INSTANCES|EXCEPTION):(.+)", line
        )
        if not line.strip() or not found:
            found.append({})
        if match:
            found[-1][match[1]] = match[2].strip()
    return [case for case in found if "RRULE" in case]


def moment(text: str) -> datetime:
    day, _, clock = text.strip().rstrip("Z").partition("T")
    return datetime.fromisoformat(f"{day}T{clock or '000000'}")


def outcome(case: dict[str, str]) -> str:
    """Return the instances of a case as the list writes them, or "refused"."""
    start = case.get("DTSTART", "20260101")
    after = moment(case["START-AT"]) if "START-AT" in case else None
    form = "%Y%m%dT%H%M%S" if "T" in start else "%Y%m%d"
    try:
        rule = parse_rule(case["RRULE"])
        found = list(islice(moments(rule, moment(start), after=after), 20_000))
    except EngineError:
        return "refused"
    if length := case.get("DURATION"):
        ics = event(f"DTSTART;VALUE=DATE:{start}", f"DURATION:{length}")
        if not starts(ics, start="9998-01-01", end="9999-12-01"):
            return "refused"
    return ",".join(f"{one:{form}}" for one in found)


@pytest.mark.data
@pytest.mark.skipif(not DATA, reason="LEADLINE_DATA is not set")
def test_the_public_recurrence_cases_give_their_instances() -> None:
    cases = recurrence_cases()
    wrong = [
        case
        for case in cases
        if outcome(case)
        != (case["INSTANCES"].replace("Z", "") if "INSTANCES" in case else "refused")
    ]

    assert wrong == []
    assert len(cases) == 86


def test_what_a_calendar_hides_is_unknown_and_told(tmp_path: Path) -> None:
    busy = event("DTSTART:20260324T080000Z", "DURATION:PT2H", "SUMMARY:Busy")
    visit = event(
        "DTSTART:20260325T080000Z", "DURATION:PT1H", "SUMMARY:Customer visit", uid="v"
    )

    got, rows = run(tmp_path, calendar(busy, visit))

    assert [row["class"] for row in rows] == ["unknown", "market"]
    assert "unknown 2.0 h" in got.stdout
    assert "100% of the working hours" in got.stdout
    assert "2.0 h were for is not known" in got.stderr
    got, _ = run(tmp_path, calendar(busy))
    assert "no working hours in this time, 2.0 h not known" in got.stdout


def test_a_zip_of_calendars_is_read(tmp_path: Path) -> None:
    other = calendar(event("DTSTART:20260325T080000Z", "DURATION:PT1H", uid="other"))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Takeout/work.ics", WEEK)
        archive.writestr("Takeout/home.ics", other)

    got, rows = run(tmp_path, packed.getvalue())

    assert (got.exit_code, len(rows)) == (0, 5)


def test_a_zip_without_a_calendar_says_so(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "nothing")

    got, rows = run(tmp_path, packed.getvalue())

    assert (got.exit_code, rows) == (1, [])
    assert "no calendar in this ZIP" in got.stderr


def test_a_calendar_in_utf_16_is_read(tmp_path: Path) -> None:
    got, rows = run(tmp_path, WEEK.decode().encode("utf-16"))

    assert (got.exit_code, len(rows)) == (0, 4)
