"""Words of address in seven languages: gone for the encoder, and nothing else gone."""

from __future__ import annotations

import pytest

from leadline.engine.text.address import without_address


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (
            "Hello team, the gate is stuck. Please help me with this",
            "the gate is stuck.",
        ),
        ("Could you please help me? The gate is stuck", "? The gate is stuck"),
        ("The gate is stuck, many thanks in advance", "The gate is stuck,"),
        ("Hallo zusammen, das Tor klemmt, vielen Dank im Voraus", "das Tor klemmt,"),
        (
            "Bonjour à tous, la porte est bloquée, merci d'avance",
            "la porte est bloquée,",
        ),
        ("Hola, la puerta no abre, por favor", "la puerta no abre,"),
        ("Olá equipe, o portão não abre, obrigada", "o portão não abre,"),
        ("Goedemorgen, de poort klemt, alvast bedankt", "de poort klemt,"),
        ("Buongiorno, il cancello non apre, grazie mille", "il cancello non apre,"),
    ],
)
def test_words_of_address_go(said: str, left: str) -> None:
    assert without_address(said) == left


@pytest.mark.parametrize(
    "said",
    [
        "The gate is stuck",
        "The help page of the gate is empty",
        "Hi-fi sound is missing",
        "Let helpers open the gate",
        "Our best team cannot open it",
        "Please help",
        "Thanks!",
        "",
    ],
)
def test_what_is_no_address_or_all_of_a_piece_stays(said: str) -> None:
    assert without_address(said) == said
