"""Spoils good files by chance and reads them; by hand: ``python -m tests.files.fuzz``.

    python -m tests.files.fuzz 20000 --seed 7

Prints how many of each kind were read, refused with a sentence, ended in an uncaught
exception, or took more than ten seconds of the processor.
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import random
import re
import signal
import sys
import tempfile
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

from tests.files.samples import samples

HANG_SECONDS = 10.0
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
TOKENS = (
    b'"', b"'", b"\x00", b"\xff\xfe", b"<!--", b"<script ", b"\r", b"\n\n\n", b";",
    b"9999999999999999999999", b"-1", b"1e999", b"NaN", b"null", b"{}", b"[[", b"&#0;",
    b"\xf0\x9f", b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n", b"FREQ=SECONDLY", b"-PT5M",
    b"COUNT=0", b"INTERVAL=0", b"99991231T235959Z", b"00010101", b"=?utf-8?b?", b"%",
    b"Content-Type: multipart/mixed", b"From ", b"</row>", b'r="1000000000"', b"<c>",
)  # fmt: skip


class HangError(Exception):
    """A file has taken too long."""


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """Return a file with one to six faults; of a ZIP mostly one within it."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        with suppress(Exception):
            return _inside(content, chance)
    for _ in range(chance.randint(1, 6)):
        content = chance.choice(FAULTS)(content, chance)
    return content[: 2 << 20]


def _inside(content: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        wrong = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == wrong:
                for _ in range(chance.randint(1, 4)):
                    part = chance.choice(FAULTS)(part, chance)
            new.writestr(name, part)
    return target.getvalue()


def _flip(content: bytes, chance: random.Random) -> bytes:
    if not content:
        return content
    at = chance.randrange(len(content))
    return content[:at] + bytes([chance.randrange(256)]) + content[at + 1 :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + content[at + chance.randint(1, 40) :]


def _end(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _twice(content: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    part = content[at : at + chance.randint(1, 60)]
    return content[:at] + part * chance.choice((2, 3, 50)) + content[at:]


def _token(content: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    word = chance.choice(TOKENS) * chance.choice((1, 1, 1, 200))
    return content[:at] + word + content[at:]


def _number(content: bytes, chance: random.Random) -> bytes:
    places = list(re.finditer(rb"\d+", content))
    if not places:
        return content
    place = chance.choice(places)
    number = chance.choice((b"0", b"-1", b"99999999999", b"1e308", b""))
    return content[: place.start()] + number + content[place.end() :]


def _lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return b"\n".join(lines)


FAULTS = (_flip, _cut, _end, _twice, _token, _token, _number, _lines)


def read(kind: str, path: Path) -> None:
    """Read a file as the command of its kind does."""
    READERS.get(kind, _import)(path)


def _import(path: Path) -> None:
    from leadline.importing.looking import look_at
    from leadline.importing.reading import (
        check_mapping,
        read_file,
        records_of,
        row_options,
    )

    found = read_file(path, now=NOW)
    check_mapping(found.kind, found.mapping)
    options = row_options(found, now=NOW, zone="UTC", source="x", currency="EUR")
    look_at(
        records_of(
            path,
            found.shape,
            kind=found.kind,
            mapping=found.mapping,
            options=options,
        )
    )


def _hours(path: Path) -> None:
    from leadline.attention.bridge import calendar_around

    calendar_around(path.read_bytes(), now=NOW, zone=ZoneInfo("Europe/Berlin"))


def _score(path: Path) -> None:
    from leadline.workbench.score import score_file

    score_file(path)


def _plan(path: Path) -> None:
    from leadline.workbench.optimise import optimise_file

    optimise_file(path, out=path.with_suffix(".out"), time_limit=2.0, gap=0.0)


READERS: dict[str, Callable[[Path], None]] = {
    "ics": _hours, "score": _score, "plan": _plan,
}  # fmt: skip


def outcome(kind: str, path: Path) -> tuple[str, str]:
    """Return read, refused, uncaught or hang, and what was said."""
    from leadline.engine.errors import EngineError
    from leadline.foundation.errors import LeadlineError

    before = signal.signal(signal.SIGPROF, _too_long)
    signal.setitimer(signal.ITIMER_PROF, HANG_SECONDS)
    try:
        read(kind, path)
    except (LeadlineError, EngineError) as error:
        return "refused", str(error)
    except HangError:
        return "hang", ""
    except Exception:
        return "uncaught", traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return "read", ""


def _too_long(number: int, frame: FrameType | None) -> None:
    raise HangError


def fuzz(count: int, seed: int, folder: Path) -> tuple[Counter[tuple[str, str]], list]:
    """Spoil and read so many files, the kinds in turn; return counts and bad cases."""
    found: Counter[tuple[str, str]] = Counter()
    bad = []
    good = samples()
    kinds = sorted(good)
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        kind = kinds[number % len(kinds)]
        path = folder / f"file{number}.{kind}"
        path.write_bytes(spoilt(good[kind], chance))
        result, said = outcome(kind, path)
        found[kind, result] += 1
        if result in ("uncaught", "hang"):
            bad.append((number, kind, said))
    return found, bad


def main() -> int:
    """Run it by hand and print what came of it."""
    from leadline.foundation.child.ask import stay_inside

    asked = argparse.ArgumentParser()
    asked.add_argument("count", type=int)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    # Read in this process: stricter, since the child would turn a fault into words.
    stay_inside()
    with tempfile.TemporaryDirectory() as folder:
        found, bad = fuzz(given.count, given.seed, Path(folder))
    for (kind, result), n in sorted(found.items()):
        print(f"{kind:6} {result:9} {n:6}")
    for number, kind, said in bad[:20]:
        print(f"--- {number} {kind}\n{said[-1500:]}", file=sys.stderr)
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
