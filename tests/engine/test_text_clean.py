"""What is left of a piece after cleaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadline.engine.text.clean import MAX_CHARACTERS, clean, has_content


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("<p>Hello<br/>there</p>", "Hello there"),
        ("<style>p{color:red}</style>Slow &amp; heavy", "Slow & heavy"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("Broken\x00\x07 bytes", "Broken bytes"),
        ("New words\n> old words\n> of a mail", "New words"),
        ("> only a quotation", "> only a quotation"),
        ("mail me at kim@acme.example or www.acme.example/x", "mail me at or"),
        ("  a\t b\u00a0c ", "a b c"),
        ("family 👨\u200d👩\u200d👧 plan", "family 👨\u200d👩\u200d👧 plan"),
        ("", ""),
    ],
)
def test_clean_keeps_the_wording_and_drops_the_wrapping(raw: str, plain: str) -> None:
    assert clean(raw) == plain


@given(st.text())
def test_clean_takes_any_text_and_leaves_one_tidy_line(text: str) -> None:
    plain = clean(text)

    assert plain == plain.strip()
    assert "  " not in plain
    assert len(plain.splitlines()) <= 1


def test_clean_reads_only_the_start_of_an_endless_piece() -> None:
    assert len(clean("word " * 100_000)) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    "filler", ["", "n/a", "N/A.", "none", "-", "?!", "123", "👍👍", "No comment.", "ok"]
)
def test_a_filler_says_nothing(filler: str) -> None:
    assert not has_content(filler)


@pytest.mark.parametrize(
    "words", ["Too slow", "cancel", "退款", "Où est ma carte", "помогите", "No export"]
)
def test_words_of_any_language_say_something(words: str) -> None:
    assert has_content(words)
