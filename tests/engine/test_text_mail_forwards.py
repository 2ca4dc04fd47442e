"""What was forwarded is said too; what is answered is not."""

from __future__ import annotations

import pytest

from leadline.engine.text.mail import Mail, PartKind, take_apart

COVER = "Our caretaker sent this, could somebody look?"
SAID = "The door app asks for the pin every time."
FIELDS = "From: Lea Tann <lea@hall.example>\nSent: 4 May 2026\nTo: Otto\nSubject: Doors"
GMAIL = f"---------- Forwarded message ---------\n{FIELDS}"
LETTER = f"Hi Otto,\n{SAID}\n\nRegards\nLea"
LONG = "We have talked about the doors of the west wing for a while now. " * 4


def of_kind(text: str, mail: Mail, kind: PartKind) -> str:
    return "".join(text[p.start : p.end] for p in mail.parts if p.kind is kind)


@pytest.mark.parametrize(
    ("subject", "head"),
    [
        ("Fwd: Doors", GMAIL),
        ("Doors", GMAIL),
        ("WG: Doors", FIELDS),
        ("TR : Doors", FIELDS),
        ("FW: RE: Doors", FIELDS),
        ("RV: Doors", f"-----Original Message-----\n{FIELDS}"),
    ],
)
def test_a_forwarded_mail_is_said_beside_its_cover(subject: str, head: str) -> None:
    text = f"{subject}\nHello,\n{COVER}\n\nOtto Brandt\n\n{head}\n\n{LETTER}"
    mail = take_apart(text)

    assert mail.words == f"Doors\n\n{COVER}\n\n{SAID}"
    assert of_kind(text, mail, PartKind.FORWARDED).strip() == head
    assert "Lea" in of_kind(text, mail, PartKind.SIGNATURE)


def test_a_forwarded_mail_that_is_quoted_loses_its_marks() -> None:
    quoted = "\n".join(f"> {line}" for line in f"{FIELDS}\n\n{LETTER}".split("\n"))
    mail = take_apart(f"{COVER}\n\nBegin forwarded message:\n\n{quoted}")

    assert mail.words == f"{COVER}\n\n{SAID}"


@pytest.mark.parametrize("cover", ["FYI, it is urgent", "Zur Info, das stört alle"])
def test_a_cover_that_hands_on_makes_a_forward(cover: str) -> None:
    assert take_apart(f"{cover}\n\n{FIELDS}\n\n{LETTER}").words == f"{cover}\n\n{SAID}"


@pytest.mark.parametrize("subject", ["RE: Doors", "AW: WG: Doors", "Doors"])
def test_what_is_answered_is_not_said(subject: str) -> None:
    mail = take_apart(f"{subject}\n{COVER}\n\n{FIELDS}\n\n{LETTER}")

    assert mail.words == f"Doors\n{COVER}"


def test_the_thread_below_a_forwarded_mail_goes() -> None:
    thread = "On 3 May 2026, Otto wrote:\n> Which door?"
    mail = take_apart(f"Fwd: Doors\n{COVER}\n\n{GMAIL}\n\n{SAID}\n\n{thread}")

    assert mail.words == f"Doors\n{COVER}\n\n{SAID}"


def test_a_forward_in_a_forward_is_said() -> None:
    inner = GMAIL.replace("Lea Tann", "Ruth Ohm").replace("Otto", "Lea")
    mail = take_apart(f"Fwd: Doors\nFYI\n\n{GMAIL}\n\nsee below\n\n{inner}\n\n{SAID}")

    assert mail.words == f"Doors\n\n{SAID}"


@pytest.mark.parametrize(
    ("cover", "sender", "is_said"),
    [
        (LONG, "Own Support <support@own.example>", False),
        (LONG, "Lea Tann <lea@hall.example>", True),
        (COVER, "Own Support <support@own.example>", True),
    ],
)
def test_only_a_long_cover_over_our_own_mail_is_alone(
    cover: str, sender: str, is_said: bool
) -> None:
    head = GMAIL.replace("Lea Tann <lea@hall.example>", sender)

    assert (SAID in take_apart(f"{cover}\n\n{head}\n\n{SAID}").words) is is_said


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_forwarded_letter_begins_with_its_very_first_line(gap: str) -> None:
    text = f"Fwd: Doors\nBegin forwarded message:\n{gap}{LETTER}"
    mail = take_apart(text)

    assert mail.words == f"Doors\n\n{SAID}"
    assert of_kind(text, mail, PartKind.GREETING).strip() == "Hi Otto,"
