"""Mails taken apart: what stays is what somebody had to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.text.mail import (
    Mail,
    PartKind,
    boilerplate,
    plain,
    take_apart,
    without_boilerplate,
)
from tests.effort import ends

SAID = "The stock list counts open boxes twice"


def kinds(mail: Mail) -> list[str]:
    return [part.kind.value for part in mail.parts]


@pytest.mark.parametrize(
    ("greeting", "ending"),
    [
        ("Hi team,", "Kind regards\nJo Marsh"),
        ("Guten Tag,", "Mit freundlichen Grüßen\nJo Marsh\nMarsh GmbH"),
        ("Bonjour,", "Bien cordialement,\nJo Marsh"),
        ("Hola a todos:", "Un saludo,\nJo"),
        ("Bom dia,", "Cumprimentos,\nJo Marsh"),
        ("Beste Rosa,", "Met vriendelijke groet,\nJo Marsh"),
        ("Buongiorno,", "Cordiali saluti\nJo Marsh"),
        ("Hej,", "Med vänlig hälsning\nJo"),
        ("Hello", "Sent from my iPhone"),
        ("Moin,", "Von meinem iPhone gesendet"),
        ("Salut,", "Envoyé de mon iPhone"),
        ("Hi,", "Jo Marsh MSc\n_______\nMarsh Stores Ltd\n+44 20 7946 0001"),
        ("Hi,", "-- \nJo Marsh\nBuyer"),
        ("Hi,", "Jo"),
        ("Hi,", "Thanks,\n\nThis message is confidential and for its addressee."),
        ("Hi,", "> Did you count again?\n> Rosa"),
        ("Hi,", "On 3 May 2026 at 10:00, Rosa wrote:\n> Did you count again?"),
        ("Hi,", "Am 3. Mai 2026 um 10:00 schrieb Rosa:\n\nHaben Sie gezählt?"),
        ("Hi,", "Op 3 mei 2026 schreef Rosa:\n> Kunt u tellen?"),
        ("Hi,", "From: Rosa\nSent: 3 May\nTo: Jo\nSubject: Count\n\nAgain?"),
        ("Hi,", "-----Ursprüngliche Nachricht-----\nVon: Rosa\n\nNochmal?"),
    ],
)
def test_what_stands_around_a_letter_goes(greeting: str, ending: str) -> None:
    assert take_apart(f"{greeting}\n{SAID}\n\n{ending}").words == SAID


def test_a_mail_without_line_breaks_is_read_too() -> None:
    text = f"Hi team, {SAID}. Best regards, Jo Marsh Marsh Ltd | Quay 1 | Hull"

    assert take_apart(text).words == f"{SAID}."


def test_html_is_read_as_lines() -> None:
    text = f"<div>Hi,<br>{SAID}<br><br>Cheers<br>Jo<blockquote>Old</blockquote></div>"

    assert take_apart(text).words == SAID


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the scanner, now please let it read QR codes",
        "Best app ever\nbut the best filters are hidden",
        "Dear customers see the wrong price on the shelf",
        "Hello Kitty labels print upside down",
        "What I miss:\n- dark mode\n- Zapier\n- SSO",
        "Which tool do you use beside ours?\n\nZapier",
        "My boss said: send him my regards and a report",
        "List<String> is shown as List & nothing < 5",
        "Write to <rosa@firm.example> when it is done",
        "The system shall keep data confidential and notify the recipient.",
        "Out of office replies cannot be switched off per team",
        "Your automatic reply says two days and nobody came back",
        "From: the list, To: the map, it takes six taps",
        "Sent from my desk to the warehouse, the order was lost",
        "> 500 rows and the page hangs",
        "👎",
        "BR\nMust have for runners",
        "Nice!\nWorks fine",
        "??\nFaster",
        "You won't believe it, I can print again from the phone",
    ],
)
def test_what_a_person_says_stays_whole(text: str) -> None:
    mail = take_apart(text)

    assert (mail.words, mail.set_aside) == (text, "")


def test_what_stands_below_a_signature_stays_when_it_says_more() -> None:
    text = f"Hi,\n{SAID}\n\nRegards\nJo\n\nPS: it began in May"

    assert take_apart(text).words == f"{SAID}\n\nPS: it began in May"


def test_answers_between_quoted_lines_stay() -> None:
    text = (
        "On 3 May 2026, Rosa wrote:\n> Which list?\nThe stock list\n> Since when?\nMay"
    )

    assert take_apart(text).words == "The stock list\n\nMay"


@pytest.mark.parametrize("cover", ["FYI", "siehe unten", "Pour info", ""])
def test_a_forwarded_mail_is_the_words_when_its_cover_only_points(cover: str) -> None:
    head = (
        "---------- Forwarded message ---------\nFrom: Jo\nDate: 3 May\nSubject: Stock"
    )
    mail = take_apart(f"{cover}\n\n{head}\n\nHi,\n{SAID}\n\nRegards\nJo")

    assert mail.words == SAID
    assert "forwarded" in kinds(mail)


def test_a_subject_loses_its_marks_only() -> None:
    assert take_apart(f"AW: [#4711] Stock\nHallo,\n{SAID}").words == f"Stock\n\n{SAID}"
    assert take_apart(f"(no subject)\nHi,\n{SAID}").words == SAID


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Works again, thx 👍", "thanks"),
        ("Alles klar, danke!", "thanks"),
        ("Merci beaucoup pour votre aide !", "thanks"),
        ("Re: Stock\nPerfect, thank you so much!\n\nJo", "thanks"),
        ("I am out of the office until Monday.", "auto_reply"),
        ("Ich bin bis zum 12. Mai nicht im Büro.", "auto_reply"),
        ("Je suis actuellement en congés.", "auto_reply"),
        ("Automatic reply: Stock\nBack on Monday.", "auto_reply"),
        ("You have won a voucher. Click to claim.", "spam"),
        ("We can bring your website to the top of the search results", "spam"),
        ("n/a", "nothing"),
        ("", "nothing"),
        ("Hi,\nsee attached\n\nRegards\nJo", "nothing"),
        ("Stock list wrong\nThanks", ""),
        ("Works again, but only on Mondays, thanks", ""),
        ("My voucher cannot be redeemed, I clicked twice", ""),
        ("I am out of the office a lot. The app logs me out on the road.", ""),
        ("Thanks. When will PDF come?", ""),
    ],
)
def test_only_what_asks_for_nothing_is_set_aside(text: str, reason: str) -> None:
    assert take_apart(text).set_aside == reason


def test_nothing_but_a_signature_is_kept_as_it_came() -> None:
    mail = take_apart("Kind regards\nJo Marsh")

    assert (mail.words, mail.set_aside) == ("Kind regards\nJo Marsh", "nothing")


@given(
    st.lists(
        st.sampled_from(
            [
                "Hi,",
                SAID,
                "",
                "> old",
                "Thanks,",
                "Jo",
                "-- ",
                "On 3 May 2026, A wrote:",
                "From: a",
                "Sent: b",
                "<p>x</p>",
                "FYI",
                "Re: y",
                "+49 40 123456",
                "&amp;",
            ]
        ),
        max_size=14,
    )
)
def test_parts_cover_the_text_in_order(lines: list[str]) -> None:
    text = "\n".join(lines)
    mail = take_apart(text)

    places = [place for part in mail.parts for place in (part.start, part.end)]
    assert places == sorted(places)
    assert not text or (places[0] == 0 and places[-1] == len(text))
    assert "".join(text[p.start : p.end] for p in mail.parts) == text
    assert mail.words or not text.strip()


def test_a_part_can_be_read_in_the_text_as_it_came() -> None:
    text = f"<p>Hi &amp; hello,</p><p>{SAID}</p><p>Regards<br>Jo</p>"
    mail = take_apart(text)
    words = next(p for p in mail.parts if p.kind is PartKind.WORDS)

    assert plain(text[words.start : words.end]) == SAID


def test_a_long_text_keeps_what_lies_behind_the_lines_looked_at() -> None:
    long = "\n".join(f"Row {n} is wrong" for n in range(3_000))

    assert take_apart(f"Hi,\n{long}").words == long
    older = f"{SAID}\n\nOn 3 May 2026, Rosa wrote:\n\n{long}"
    assert take_apart(older).words == SAID


FOOTER = "Come and see our barns in June"


@pytest.mark.parametrize(("times", "is_known"), [(4, False), (5, True)])
def test_a_line_that_five_pieces_end_with_is_boilerplate(
    times: int, is_known: bool
) -> None:
    said = [f"Gate {n} is stuck\n{FOOTER}" for n in range(times)]
    lines = boilerplate([*said, "The fence is down"])

    assert bool(lines) is is_known
    assert without_boilerplate(said[0], lines).endswith(FOOTER) is not is_known


def test_what_many_say_alone_or_first_is_no_boilerplate() -> None:
    said = [f"Gate {n} is stuck\nThe app is slow" for n in range(20)]

    assert not boilerplate([*said, "The app is slow"])
    assert not boilerplate(["Gate is stuck\nThe app is slow"] * 20)


@pytest.mark.parametrize(
    "piece",
    [
        ">",
        "> \n",
        "<b ",
        "<!--",
        "<blockquote>",
        "On 2026 wrote ",
        "From: a\n",
        "Hi\n",
        "Thanks,\n",
        "http://",
        "[cid:",
        "-",
        "_",
        "+49 ",
        "a@",
        "a.",
        "&a",
        " \n",
        "Anna Bo\n",
        "Re: ",
        "This message is confidential recipient. ",
    ],
)
def test_hostile_text_takes_bounded_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))

    with ends(60):  # a square of 200,000 signs would take hours
        take_apart(text)


@pytest.mark.parametrize("opener", ["Hi team,", "schrieb am ", "On Monday", "> ", "--"])
@pytest.mark.parametrize("filler", [" ", "\t", "\xa0", "\u3000", "\x1f", ".", "> "])
def test_a_stretch_without_words_costs_no_time_and_stays(
    opener: str, filler: str
) -> None:
    text = f"The app is slow.\n{opener}{filler * 20_000}x"

    with ends():
        words = take_apart(text).words

    assert words.startswith("The app is slow.")
