"""What of a piece may stand as a name: seven languages, both sides of each rule."""

import pytest

from leadline.engine.text.naming.passages import (
    LONGEST_NAME,
    is_well_formed,
    passages_of,
    sentences_of,
    tidy,
)


def _names(text: str) -> list[str]:
    return [p.text for p in passages_of(text) if not p.is_part]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Hello Ruth, could you please add a dark theme? Thanks", "Add a dark theme"),
        ("Why can't I print the rota?", "Can't print the rota"),
        ("It would be great if we could sort by date", "Sort by date"),
        ("Guten Tag, ich möchte gerne Belege stornieren", "Belege stornieren"),
        ("Bonjour à tous, je voudrais exporter les heures", "Exporter les heures"),
        ("Buenos días, me gustaría exportar las horas", "Exportar las horas"),
        ("Olá equipe, gostaria de exportar as horas", "Exportar as horas"),
        ("Hallo allemaal, ik wil graag uren exporteren", "Uren exporteren"),
        ("Buongiorno, vorrei esportare le ore", "Esportare le ore"),
    ],
)  # fmt: skip
def test_openers_and_greetings_go(text: str, name: str) -> None:
    assert _names(text) == [name]


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards\nRuth Holt",
        "Mit freundlichen Grüßen\nRuth Holt",
        "Cordialement,\nRuth Holt",
        "Saludos\nRuth Holt",
        "Cumprimentos,\nRuth Holt",
        "Met vriendelijke groet,\nRuth Holt",
        "Cordiali saluti\nRuth Holt",
        "Sent from my phone\nRuth Holt",
        "On 3 May 2026 support wrote:\n> Have you restarted it?",
    ],
)
def test_what_follows_a_sign_off_is_no_sentence(closing: str) -> None:
    assert sentences_of(f"The rota prints blank.\n{closing}") == [
        "The rota prints blank."
    ]


def test_a_subject_and_a_greeting_on_one_line_are_told_apart() -> None:
    found = _names("Re: Stock count Good morning, The count is wrong after midnight")

    assert found == ["Stock count", "The count is wrong after midnight"]


def test_a_wrapped_line_goes_on_and_a_short_one_ends() -> None:
    wrapped = (
        "The list of all open invoices of the last quarter does not\nload any more."
    )

    assert sentences_of(wrapped) == [wrapped.replace("\n", " ")]
    assert sentences_of("Stock\nthe list is empty") == ["Stock", "the list is empty"]


def test_a_long_sentence_is_cut_at_its_joints_only() -> None:
    text = (
        "The report does not open any more, because since the last update somebody "
        "has changed the template that all of us use"
    )

    found = [p.text for p in passages_of(text)]

    assert "The report does not open any more" in found
    assert all(len(name) <= LONGEST_NAME for name in found)


@pytest.mark.parametrize(
    "name",
    [
        "Export to Excel fails",
        "Report of the month",
        "Two cards per person (family)",
        "May I add a second card?",
        "x" * 30 + " " + "y" * (LONGEST_NAME - 31),
    ],
)
def test_a_name_of_good_form(name: str) -> None:
    assert is_well_formed(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Excel",
        "Export to",
        "Die Rechnung und",
        "Meeting on March 19",
        "Meeting at 3 pm",
        "Fails since 12/04/2025",
        "Write to ann@shop.example",
        "Hello there",
        "Export fails, best regards",
        "Export (to Excel",
        "Re: export fails",
        "Export fails 😡",
        "x" * 30 + " " + "y" * (LONGEST_NAME - 30),
    ],
)
def test_a_name_of_bad_form(name: str) -> None:
    assert not is_well_formed(name)


def test_nobody_shouts_and_no_edge_is_left() -> None:
    assert tidy("- FIX THE LOGIN NOW!!!") == "Fix the login now"
    assert tidy("use my PIN") == "Use my PIN"
    assert tidy("MEND LOGIN") == "MEND LOGIN", "nine letters may be a name"
    assert tidy("MEND LOGINS") == "Mend logins", "ten are a sentence"


def test_a_smile_ends_a_sentence() -> None:
    assert _names("Loading 😡 Opening the list times out :(") == [
        "Opening the list times out"
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Sent from my phone",
        "GET OUTLOOK for Android",
        "Gesendet von unterwegs",
        "Von meinem Handy",
        "Envoyé depuis un mobile",
        "Enviado do telemóvel",
        "Inviato da casa",
        "Verzonden vanaf tablet",
        "Skickat från mobilen",
        "-----Original",
        "____",
        "-- ",
        "On Tuesday 4 May Ruth Holt wrote:",
        "Am Dienstag, dem 4. Mai schrieb Ruth:",
        "Le mardi 4 mai, Ruth a écrit :",
        "El martes 4 de mayo Ruth escribió:",
        "Em terça, 4 de maio, Ruth escreveu:",
        "Il martedì 4 maggio Ruth ha scritto:",
        "Op dinsdag 4 mei schreef Ruth:",
        "Confidentiality notice",
        "DISCLAIMER",
        "Intended only for the reader",
        "Unsubscribe",
        "Before printing, think",
        "Vertraulich",
        "Vertrouwelijk",
        "Riservato",
        "Confidencial",
        "Confidentiel",
    ],
)
def test_what_a_machine_put_below_is_cut_off_in_every_language(written: str) -> None:
    assert sentences_of(f"Stock is wrong.\n{written}\nRuth Holt") == ["Stock is wrong."]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("gate gate opens at night", "Gate opens at night"),
        ("Fix the the tide table", "Fix the tide table"),
        ("Log in in the app", "Log in in the app"),
        ("bye-bye bye to the lamp", "Bye-bye bye to the lamp"),
    ],
)
def test_a_word_said_twice_by_mistake_is_said_once(said: str, name: str) -> None:
    assert tidy(said) == name


@pytest.mark.parametrize(
    "name",
    [
        "A my rota",
        "Print the our list",
        "What can to my rota",
        "Das mein Dienstplan",
        "La mi lista",
    ],
)
def test_what_lost_a_word_is_no_name(name: str) -> None:
    assert not is_well_formed(name)


@pytest.mark.parametrize(
    "name", ["Print the in-app list", "My rota", "Can today's rota be printed"]
)
def test_what_lost_no_word_may_be_a_name(name: str) -> None:
    assert is_well_formed(name)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Will I be charged for a second gate?", "Charged for a second gate"),
        ("Can I be at the gate at night?", "Be at the gate at night"),
        ("I didn't receive the right rota", "Didn't receive the right rota"),
        ("I haven't received the right rota", "Not received the right rota"),
    ],
)
def test_what_is_left_of_an_opener_reads_like_a_name(said: str, name: str) -> None:
    assert _names(said) == [name]
