"""Small PDFs that were built to stop whatever draws them."""

from __future__ import annotations

import zlib

from tests.foundation.attached.files import pdf

FLATE = b"/Filter/FlateDecode"
FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]%s/Length %d>>stream\n%s\nendstream"
)


def packed(line: bytes, times: int) -> bytes:
    """Return many lines, packed piece by piece: no test holds them whole."""
    packer, part = zlib.compressobj(9), line * 1000
    return b"".join(packer.compress(part) for _ in range(times)) + packer.flush()


def form(content: bytes, resources: bytes = b"") -> bytes:
    return FORM % (resources, len(content), content)


def doubling(levels: int) -> bytes:
    """Return a page that draws a form twice, which draws one twice, and so on."""
    uses = b"/Resources<</XObject<</F %d 0 R>>>>"
    forms = [form(b"/F Do /F Do", uses % (6 + n)) for n in range(levels)]
    return pdf(b"/F Do", *forms, form(b"0 0 600 900 re f"), page=uses % 5)


def image(width: int, height: int) -> bytes:
    """Return a page that draws a picture of so many pixels, packed small."""
    pixels = packed(b"\0" * 1000, width * height // 8_000_000)
    said = b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
    said += b"/BitsPerComponent 1/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
    made = said % (width, height, len(pixels), pixels)
    return pdf(b"600 0 0 900 0 0 cm /I Do", made,
               page=b"/Resources<</XObject<</I 5 0 R>>>>")  # fmt: skip


def tiles() -> bytes:
    """Return a page that is filled by tiles of a thousandth of a point."""
    said = b"<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
    said += b"/XStep .001/YStep .001/Resources<<>>/Length 14>>stream\n0 0 .1 .1 re f\n"
    return pdf(b"/Pattern cs /P scn 0 0 595 842 re f", said + b"endstream",
               page=b"/Resources<</Pattern<</P 5 0 R>>>>")  # fmt: skip


ITSELF = form(b"/F Do", b"/Resources<</XObject<</F 5 0 R>>>>")
NESTED = b"[" * 200_000
# What is drawn all the same: odd, not harmful.
DRAWN = {
    "a page of a kilometre": pdf(box=b"0 0 2834645 2834645"),
    "a page a point high": pdf(box=b"0 0 14400 1"),
    "a form that draws itself": pdf(
        b"/F Do", ITSELF, page=b"/Resources<</XObject<</F 5 0 R>>>>"
    ),
    "a script that runs when it opens": pdf(
        b"0 0 9 9 re f", b"<</S/JavaScript/JS(while\\(1\\){})>>",
        catalog=b"/OpenAction 5 0 R/AA<</WC 5 0 R>>",
    ),
}  # fmt: skip
# What nothing is drawn of, or something in time: it must end, that is all.
ENDED = {
    "a bomb of lines": pdf(packed(b"0 0 600 900 re f\n", 600), head=FLATE),
    "twice the double of the double": doubling(40),
    "a picture of 900 megapixels": image(30_000, 30_000),
    "tiles": tiles(),
    "arrays in arrays": pdf(NESTED),
    "a size that is none": pdf(box=b"0 0 nan 1e400"),
    "a page of no height": pdf(box=b"0 0 0 0"),
    "pages that are their own parents": pdf().replace(b"[3 0 R]", b"[2 0 R]"),
    "locked": pdf(
        trailer=b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<"
        + b"00" * 32 + b">/U<" + b"11" * 32 + b">>>/ID[<00><00>]"
    ),
    "cut off": pdf()[:120],
    "nothing but its beginning": b"%PDF-1.7",
    "a page behind its back": b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF",
}  # fmt: skip
