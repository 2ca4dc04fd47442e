"""Subjects that only say which ticket it is are no words."""

from __future__ import annotations

import pytest

from leadline.engine.text.mail import PartKind, take_apart
from leadline.engine.text.mail.ticket_numbers import is_ticket_number
from tests.effort import ends

SAID = "The cold store shows the wrong weight"
NUMBERS = [
    "Ticket 881",
    "Ticket #88120",
    "TICKET-ID: 5521",
    "Support ticket no. 14",
    "[Ticket#2026-0417]",
    "Case 00071234",
    "(Case: CS0071234)",
    "Your request #31",
    "Request 9",
    "[#618]",
    "#61822",
    "[HELP-17]",
    "Anfrage 52",
    "Ihre Anfrage Nr. 52",
    "Vorgang 2026/118",
    "Vorgangsnummer 118",
    "Demande n° 31",
    "Dossier nº 4",
    "Solicitud 19",
    "Caso núm. 7",
    "Pedido 64",
    "Chamado 640",
    "Verzoek 15",
    "Melding 15",
    "Richiesta n. 8",
    "Segnalazione 8",
]


@pytest.mark.parametrize("prefix", ["", "RE: ", "Aw: ", "[Ext] "])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_above_a_text_is_noise(number: str, prefix: str) -> None:
    mail = take_apart(f"{prefix}{number}\n{SAID}")

    assert mail.words == SAID
    assert [part.kind for part in mail.parts] == [PartKind.NOISE, PartKind.WORDS]


@pytest.mark.parametrize(
    "subject",
    [
        "Ticket 12 prints twice",
        "Ticket prices",
        "Case 3 of the guide",
        "Request",
        "#1 wish",
        "Fall 2026",
        "Demande de 12 licences",
        "12",
    ],
)
def test_a_matter_beside_a_number_stays(subject: str) -> None:
    assert take_apart(f"{subject}\n{SAID}").words == f"{subject}\n{SAID}"


@pytest.mark.parametrize(
    ("subject", "matter"),
    [
        ("Case 00071234: Scale drifts", "Scale drifts"),
        ("Re: Vorgang 1188 - Waage driftet", "Waage driftet"),
        ("Case 1: Scale drifts", "Case 1: Scale drifts"),
    ],
)
def test_a_number_before_a_matter_goes(subject: str, matter: str) -> None:
    assert take_apart(f"{subject}\n{SAID}").words == f"{matter}\n{SAID}"


@pytest.mark.parametrize("body", ["ok", "Okay.", "In Ordnung", "d'accord", "Va bene"])
def test_an_ok_under_a_number_is_set_aside(body: str) -> None:
    assert take_apart(f"Re: Ticket 881\n{body}").set_aside == "nothing"
    assert take_apart(f"Scale drifts\n{body}").set_aside == ""


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_alone_says_nothing(number: str) -> None:
    assert take_apart(number).set_aside == "nothing"


@pytest.mark.parametrize("piece", ["ticket ", "1", "#", "[", "Case #1", "your "])
def test_numbers_are_looked_for_in_bounded_time(piece: str) -> None:
    with ends():
        for length in (20, 90, 200_000):
            is_ticket_number(piece * (length // len(piece)))
        take_apart(f"{piece * 10_000}\n{SAID}")
