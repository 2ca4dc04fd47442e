from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from leadline.foundation.tables import letters
from leadline.foundation.tables.encodings import BLOCK, judge_encoding
from tests.foundation.tables.reading import brought, rows_of

SAID = {
    "cp1252": [
        "A impressão não sai, já tentei três vezes",
        "Kartan går sönder på min mobil",
        "Das Büro möchte größere Schriften",
        "Le thème foncé a disparu après la mise à jour",
        "El año pasado la búsqueda sí funcionaba, ¿qué pasó?",
        "Perché la città non è più nell\u2019elenco",
        "Når jeg åbner kortet, går det ned",
        "It costs £30 and the naïve filter fails",
        "Jää kiinni, enkä pääse enää sisään",
    ],
    "cp1254": ["Şifre değişmiyor, lütfen yardım edin", "Giriş çok yavaş, ışık yok"],
    "cp1250": [
        "Proszę dodać możliwość drukowania",
        "Prosím přidejte tmavý režim, je to důležité",
        "Kérem, hogy a lista hosszabb legyen, nagyon szűk",
        "Vă rog să adăugaţi şi harta în aplicaţie",
        "Molim dodajte račun, nije moguće naći više",
    ],
    "cp1251": ["Карта не открывается", "Очень медленно, можно быстрее?"],
    "koi8_r": ["Когда добавите печать? Очень нужно"],
    "cp1253": ["Ο χάρτης δεν ανοίγει και είναι πολύ αργός"],
    "cp932": ["地図がとても遅いので直してください"],
    "cp949": ["지도가 너무 느려서 사용할 수 없습니다"],
    "gb18030": ["地图太慢了，请改进一下搜索功能"],
}


@pytest.mark.parametrize("lines", [1, 300])
@pytest.mark.parametrize(
    ("encoding", "words"), [(e, w) for e, said in SAID.items() for w in said]
)
def test_letters_come_out_as_they_were_written(
    tmp_path: Path, encoding: str, words: str, lines: int
) -> None:
    plain = "".join(f"{n};nothing odd here;open\n" for n in range(lines))
    text = f"id;text;state\n{plain}999;{words};open\n"

    rows = rows_of(brought(tmp_path, text.encode(encoding)))

    assert rows[-1].cells == ("999", words, "open")


def test_a_bad_byte_costs_one_sign_and_is_noted(tmp_path: Path) -> None:
    good = "".join(f"{n},Größe und Übung {n}\n" for n in range(30))
    path = brought(tmp_path, f"id,text\n{good}".encode() + b"30,caf\xe9 shut\n")

    judged = judge_encoding(path)
    rows = rows_of(path)

    assert (judged.encoding, judged.lost, judged.line) == ("utf-8", 1, 32)
    assert rows[0].cells[1] == "Größe und Übung 0"
    assert rows[-1].cells[1] == "caf\ufffd shut"
    assert "line 32" in rows[-1].note
    assert not rows[0].note


def test_a_file_cut_within_a_sign_stays_what_it_is(tmp_path: Path) -> None:
    whole = "id,text\n1,für\n2,größer\n3,schön".encode()

    judged = judge_encoding(brought(tmp_path, whole[: whole.rindex(b"\xb6")]))

    assert (judged.encoding, judged.lost) == ("utf-8", 1)


def test_the_only_odd_sign_may_come_late(tmp_path: Path) -> None:
    plain = b"1,nothing odd in this line of the file\n" * (BLOCK // 20)

    judged = judge_encoding(
        brought(tmp_path, plain + "2,não é possível".encode("cp1252"))
    )

    assert judged.encoding == "cp1252"


def test_half_and_half_is_no_utf_8(tmp_path: Path) -> None:
    odd = "é".encode("cp1252")

    assert judge_encoding(brought(tmp_path, "é".encode() + odd)).encoding == "cp1252"
    assert judge_encoding(brought(tmp_path, "éé".encode() + odd)).encoding == "utf-8"


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(letters).failed == 0


MIXED = [
    ("Solène", "Der Plan für März fehlt noch"),
    ("Jørgen", "Où est passé le bouton, ça ne marche pas très bien"),
    ("Françoise", "Die Übersicht lädt für Prüfer zu langsam"),
    ("Åse", "The list does not load for our café"),
    ("Ødegård", "Le prélèvement est rejeté à chaque fois"),
]
BALTIC = [
    "Prašome pridėti galimybę spausdinti, nes labai reikia",
    "Karte atveras ļoti lēni, un dažreiz mēs to nevaram aizvērt",
    "Kaart avaneb väga aeglaselt ja šabloon on vale, palun parandage",
]


@pytest.mark.parametrize("times", [1, 40])
def test_western_names_among_several_languages_are_no_baltic_ones(
    tmp_path: Path, times: int
) -> None:
    text = "name;text\n" + "".join(f"{n};{said}\n" for n, said in MIXED * times)

    assert judge_encoding(brought(tmp_path, text.encode("cp1252"))).encoding == "cp1252"


@pytest.mark.parametrize(("name", "said"), MIXED)
def test_one_row_of_each_is_western_too(tmp_path: Path, name: str, said: str) -> None:
    text = f"name;text\n{name};{said}\n"

    assert rows_of(brought(tmp_path, text.encode("cp1252")))[0].cells == (name, said)


@pytest.mark.parametrize("times", [1, 40])
@pytest.mark.parametrize("said", BALTIC)
def test_the_languages_of_the_baltic_stay_what_they_are(
    tmp_path: Path, said: str, times: int
) -> None:
    text = "name;text\n" + f"Kim;{said}\n" * times

    assert judge_encoding(brought(tmp_path, text.encode("cp1257"))).encoding == "cp1257"


@pytest.mark.parametrize(
    ("encoding", "first", "second"),
    [
        # Each sign of these is a letter of one language further east, too.
        ("cp1252", "Öltür und Hörgerät sind kaputt", "Página vacía en el móvil"),
        ("cp1252", "Hvor er den grønne knap på kortet", "Die Tür zur Küche fehlt"),
        ("cp1252", "Müller", "Jag får inte upp sidan"),
        ("cp1250", "Müller", "Kérem, a térkép túl lassú és nem jó"),
        ("cp852", "Müller", "Prosím přidejte mapu, je to důležité"),
    ],
)
def test_letters_of_two_languages_count_together(
    tmp_path: Path, encoding: str, first: str, second: str
) -> None:
    path = brought(tmp_path, f"name;text\n{first};{second}\n".encode(encoding))

    assert judge_encoding(path).encoding == encoding
    assert rows_of(path)[0].cells == (first, second)
