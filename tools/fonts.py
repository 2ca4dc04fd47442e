"""Cuts the two typefaces to Latin and writes them as woff2; needs fonttools."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from io import BytesIO

# Basic Latin, Latin-1, Latin Extended-A, and the punctuation and signs of text.
LATIN = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x2010, 0x2016),
    *(0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2022, 0x2026),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x2039, 0x203A, 0x2044, 0x20AC, 0x2122),
    *range(0x2190, 0x2194),
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x2713),
]
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "tnum", "lnum"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Which file of which package, and what of its axes to keep."""

    package: str
    file: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...]


# Nearly all of it is 12 to 16 px; shapes for larger letters are a third of the file.
INTER = Cut(
    "fontpkg_inter", "Inter[opsz,wght].ttf", (("wght", (400, 700)), ("opsz", 14))
)
SOURCE_SERIF = Cut(
    "fontpkg_source_serif_4",
    "SourceSerif4[opsz,wght].ttf",
    (("wght", (400, 650)), ("opsz", 22)),
)


def cut_font(cut: Cut) -> bytes:
    """Return the typeface as woff2, with Latin letters and the axes kept."""
    from fontTools.subset import Options, Subsetter, save_font
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    path = files(cut.package) / "files" / cut.file
    font = TTFont(BytesIO(path.read_bytes()), recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN)
    subsetter.subset(font)
    font = instantiateVariableFont(font, dict(cut.axes), inplace=True)
    options.flavor = "woff2"
    out = BytesIO()
    save_font(font, out, options)
    return out.getvalue()
