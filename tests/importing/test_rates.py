"""Files of rates: the central bank's in all its shapes, and plain tables."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from leadline.foundation.errors import Invalid
from leadline.importing.rates import BANK, RatesRead, read_day, read_rate, read_rates

TODAY = date(2026, 11, 28)
FRIDAY = date(2026, 11, 27)
NAMESPACES = (
    'xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" '
    'xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"'
)
XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope {NAMESPACES}><gesmes:subject>Reference rates</gesmes:subject>
<Cube><Cube time='2026-11-27'><Cube currency='USD' rate='1.0543'/>
<Cube currency='JPY' rate='160.2'/></Cube>
<Cube time='2026-11-26'><Cube currency='USD' rate='1.05'/></Cube></Cube>
</gesmes:Envelope>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "many"><!ENTITY c "&b;&b;">]>
<Cube time="2026-11-27"><Cube currency="USD" rate="1">&c;</Cube></Cube>"""
UNKNOWN = '<?xml version="1.0" encoding="bogus"?><Cube/>'
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]>
<Cube time="2026-11-27"><Cube currency="USD" rate="1">&b;</Cube></Cube>"""


def read(path: Path, text: str, name: str = "rates.csv") -> RatesRead:
    file = path / name
    file.write_text(text)
    return read_rates(file, own="EUR", source=name, today=TODAY)


def told(found: RatesRead) -> list[tuple[str, str, str, date]]:
    return [(r.base, r.quote, str(r.value), r.on_date) for r in found.rates]


def test_the_banks_file_of_one_day(tmp_path: Path) -> None:
    found = read(tmp_path, "Date, USD, JPY, \n27 November 2026, 1.0543, 160.20, \n")
    assert found.is_bank
    assert {rate.source for rate in found.rates} == {BANK}
    assert told(found) == [
        ("EUR", "USD", "1.0543", FRIDAY),
        ("EUR", "JPY", "160.20", FRIDAY),
    ]


def test_the_banks_history_in_its_zip_and_without_what_is_too_old(
    tmp_path: Path,
) -> None:
    text = "Date,USD,CYP,\n2026-11-27,1.0543,N/A,\n2019-11-27,1.1,0.58,\n"
    packed = tmp_path / "eurofxref-hist.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("eurofxref-hist.csv", text)
    found = read_rates(packed, own="EUR", source="x", today=TODAY)
    assert (told(found), found.older) == ([("EUR", "USD", "1.0543", FRIDAY)], 2)


def test_a_zip_with_two_tables_is_asked_to_be_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "two.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", "Date,USD,JPY\n")
        archive.writestr("b.csv", "Date,USD,JPY\n")
    with pytest.raises(Invalid, match="Unpack this ZIP"):
        read_rates(packed, own="EUR", source="x", today=TODAY)


def test_the_banks_xml(tmp_path: Path) -> None:
    found = read(tmp_path, XML, "eurofxref.xml")
    assert [row[2] for row in told(found)] == ["1.0543", "160.2", "1.05"]
    assert found.is_bank


@pytest.mark.parametrize(
    "text", [BOMB, OUTSIDE, "<Cube time='2026-11-27'><Cube", UNKNOWN]
)
def test_xml_that_declares_anything_or_is_damaged_is_refused(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(Invalid, match="not the central bank's XML, or it is damaged"):
        read(tmp_path, text, "eurofxref.xml")


def test_the_data_portal_gives_one_rate_a_row_and_only_days_count(
    tmp_path: Path,
) -> None:
    head = "KEY,FREQ,CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE"
    day = "EXR.D.USD.EUR.SP00.A,D,USD,EUR,2026-11-27,1.0543"
    month = "EXR.M.USD.EUR.SP00.A,M,USD,EUR,2026-10,1.06"
    found = read(tmp_path, f"{head}\n{day}\n{month}\n")
    assert told(found) == [("EUR", "USD", "1.0543", FRIDAY)]
    assert found.rates[0].source == BANK


def test_a_plain_table_says_pairs_and_sources_or_leaves_them(tmp_path: Path) -> None:
    text = "date;from;to;rate;source\n2026-11-27;usd;;0,92;Finance\n"
    text += "27.11.2026;GBP;EUR;1.2;\n"
    found = read(tmp_path, text)
    assert told(found) == [
        ("USD", "EUR", "0.92", FRIDAY),
        ("GBP", "EUR", "1.2", FRIDAY),
    ]
    assert [rate.source for rate in found.rates] == ["Finance", "rates.csv"]


def test_lines_that_are_no_rate_are_named(tmp_path: Path) -> None:
    text = "date,base,quote,rate\nsoon,USD,EUR,0.9\n2026-11-27,Dollar,EUR,0.9\n"
    found = read(tmp_path, text + "2026-11-27,USD,EUR,0.9\n")
    assert len(found.rates) == 1
    assert [why.split(";")[0] for _, why in found.refused] == [
        "“soon” is no day",
        "“DOLLAR” and “EUR” are no two currencies.",
    ]


def test_a_table_that_does_not_say_against_what_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="does not say what they are worth"):
        read(tmp_path, "Date,EUR,USD\n2026-11-27,1.1,1.2\n")
    with pytest.raises(Invalid, match="Name the columns date, base, quote and rate"):
        read(tmp_path, "day,dollar\n2026-11-27,1.2\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.0543", "1.0543"), ("0,92", "0.92"), ("1,0543", "1.0543"), ("17112", "17112"),
     ("17,112.50", "17112.50"), ("17.112,50", "17112.50"), ("0,925", "0.925")],
)  # fmt: skip
def test_a_rate_is_read_as_it_is_written(text: str, value: str) -> None:
    assert read_rate(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1,054", "17,112", "", "-1", "1.0.5", "one"])
def test_what_may_be_two_rates_or_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"may be a thousand|is no rate"):
        read_rate(text)


def test_days_are_read_in_the_shapes_banks_use() -> None:
    for text in ("2026-11-27", "27 November 2026", "27 Nov 2026", "27.11.2026"):
        assert read_day(text) == FRIDAY
    with pytest.raises(ValueError, match="is no day"):
        read_day("11/27/2026")
