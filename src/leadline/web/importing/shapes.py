"""The form that says how a file is read, with the choices that fit the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadline.foundation.tables import TableShape
from leadline.importing.drafts import shape_of
from leadline.importing.reading import Asked
from leadline.web.importing.forms import KINDS, ShapeForm

if TYPE_CHECKING:
    from leadline.evidence.types import ImportCard

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows, Western Europe",
    "iso8859-15": "ISO, Western Europe",
    "cp1250": "Windows, Central Europe",
    "cp1251": "Windows, Cyrillic",
    "cp1253": "Windows, Greek",
    "cp1254": "Windows, Turkish",
    "cp1257": "Windows, Baltic",
    "mac-roman": "Macintosh",
    "cp437": "DOS",
    "shift_jis": "Japanese, Shift JIS",
    "gb18030": "Chinese, GB 18030",
    "big5": "Chinese, Big5",
    "cp949": "Korean",
}
FORMS = {
    "csv": "Table as text",
    "lines": "Lines of text",
    "json": "JSON",
    "chat": "Messages of a chat",
    "xlsx": "Workbook",
    "html": "Table of a web page",
    "mail": "Mails",
    "transcript": "Transcript",
}
DELIMITERS = {",": "Comma  ,", ";": "Semicolon  ;", "\t": "Tab", "|": "Bar  |"}
HEADER_ROWS = 10


def shape_form(draft: ImportCard, post: Any = None) -> ShapeForm:
    """Return the form for a draft, bound to what was posted where something was."""
    shape = shape_of(draft.options)
    initial = {
        "kind": draft.kind,
        "encoding": shape.encoding,
        "delimiter": shape.delimiter,
        "header_row": shape.header_at + 1,
        "sheet": shape.sheet,
    }
    return ShapeForm(post, initial=initial, choices=_choices(shape))


def _choices(shape: TableShape) -> dict[str, tuple[list[tuple[Any, str]], str]]:
    """Return the choices and the hint of each field; no choices, no field."""
    encodings: list[tuple[Any, str]] = []
    if shape.encoding:
        name = shape.encoding.removesuffix("-sig").upper()
        listed = {shape.encoding: name, **ENCODINGS}
        encodings = list((listed | {k: v for k, v in ENCODINGS.items()}).items())
    is_table = shape.format == "csv"
    delimiters = list(({shape.delimiter: "Another"} | DELIMITERS).items())
    last = max(HEADER_ROWS, shape.header_at + 1)
    rows = [(n, f"Row {n}") for n in range(1, last + 1)] + [(0, "None")]
    sheets = [(name, name) for name in shape.sheets]
    return {
        "kind": (list(KINDS[1:]), "Guessed from the file"),
        "encoding": (encodings, "How letters are written in the file"),
        "delimiter": (delimiters if is_table else [], "What stands between cells"),
        "header_row": (
            rows if is_table or shape.format == "xlsx" else [],
            "Where the names of the columns stand",
        ),
        "sheet": (sheets if len(sheets) > 1 else [], "Which sheet holds the rows"),
    }


def asked_of(form: ShapeForm, draft: ImportCard) -> Asked:
    """Return what a person said of the file; what they left as it was is found out.

    What they had said before goes on holding.
    """
    before: dict[str, Any] = draft.options.get("asked", {})

    def said(name: str) -> Any:
        is_changed = name in form.changed_data
        return form.cleaned_data.get(name) if is_changed else before.get(name)

    return Asked(
        kind=form.cleaned_data["kind"],
        encoding=said("encoding") or "",
        delimiter=said("delimiter") or "",
        header_row=said("header_row"),
        sheet=said("sheet") or "",
    )
