"""Lines that tell who somebody is and where to reach them."""

from __future__ import annotations

import re
from functools import lru_cache

from leadline.engine.text.mail.names import is_name_like

_PHONE = re.compile(
    r"(?:\+|\b00|\(?\b0)[\d][\d\s()/.\-\u2013]{5,}\d"
    # North America writes neither a plus nor a nought: (555) 201-3344.
    r"|(?<![\w.\-/#])(?:1[\s.\-])?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.\-])"
    r"[2-9]\d\d[\s.\-\u2013]\d{4}(?![\w\-])"
)
_PHONE_LABEL = re.compile(
    r"^\W*(?:t|p|m|f|tel|ph|phone|telephone|telefon|telefoon|téléphone|teléfono"
    r"|telefone|telefono|tél|mob|mobile|mobil|móvil|cell|fax|direct|office|work"
    r"|handy|whatsapp|w|e|e-?mail|mail|web|website|skype|linkedin|twitter"
    r"|instagram|facebook)\s*[.:|]+\s*\S",
    re.I,
)
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+", re.I
)
_FIRM = re.compile(
    r"(?<!\w)(?:GmbH(?:\s*&\s*Co\.?\s*KG)?|mbH|Ltd\.?|Limited|Inc\.?|LLC|LLP|PLC"
    r"|Corp\.?|B\.?V\.?|N\.?V\.?|S\.?A\.?R\.?L\.?|SAS|S\.A\.(?:S\.)?|S\.?p\.?A\.?"
    r"|S\.?r\.?l\.?s?|S\.L\.U?\.?|Lda\.?|Ltda\.?|AB|ApS|A/S|AG|KG|UG|e\.\s?V\.|Oy"
    r"|Pty|GbR|OHG|eG)(?!\w)"
)
_TITLE = re.compile(
    r"(?<!\w)(?:(?:senior|junior|chief|head|lead|vice|deputy|associate|assistant"
    r"|managing|executive|general|regional)\s+)?(?:manager(?:in)?|director|officer"
    r"|engineer|consultant|analyst|developer|designer|specialist|coordinator"
    r"|administrator|accountant|assistant|president|founder|co-?founder|partner"
    r"|owner|architect|advisor|representative|supervisor|controller|secretary"
    r"|planner|dispatcher|technician|CEO|CTO|CFO|COO|CIO|CPO|CMO|VP|PhD|MBA|MD"
    r"|geschäftsführ\w+|leit(?:er|erin|ung)|abteilungsleit\w+|projektleit\w+"
    r"|sachbearbeit\w+|vorstand|inhaber(?:in)?|prokurist(?:in)?|berater(?:in)?"
    r"|assistenz|buchhaltung|responsable|directeur|directrice|gérante?|chef(?:fe)?"
    r"\s+de|ingénieure?|assistante?|président[e]?|comptable|gerente|directora?"
    r"|ingenier[oa]|jef[ea]\s+de|administrador[a]?|coordinador[a]?|diretora?"
    r"|engenheir[oa]|coordenador[a]?|sóci[oa]|gestor[a]?|hoofd|directie|medewerker"
    r"|beheerder|eigenaar|adviseur|responsabile|direttore|direttrice|titolare"
    r"|ingegnere|amministratore|impiegat[oa]|head\s+of|team\s*lead\w*"
    r"|founder)(?!\w)",
    re.I,
)
_PLACE = re.compile(
    r"\b[\w.'\u2019-]{0,60}(?:stra(?:ße|sse)|str\.|platz|gasse|weg|allee|kai|laan|straat"
    r"|gracht|plein)\s*\d+|\b\d+[a-z]?,?\s+(?:[A-Z][\w'\u2019-]*\s+){0,3}(?:street"
    r"|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|square|way|boulevard|blvd|quay"
    r"|court|suite|floor)\b|\b(?:rue|avenue|boulevard|place|calle|avda\.?|plaza"
    r"|rua|avenida|travessa|largo|via|viale|piazza|corso)\s+[^\n]{2,40}\d"
    r"|\b(?:[A-Z]{1,2}-)?\d{4,5}(?:\s?[A-Z]{2})?\s+[A-ZÄÖÜÉ][\w'\u2019-]+"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
    re.I,
)
_REGISTER = re.compile(
    r"\b(?:HRB|HRA|amtsgericht|handelsregister|ust-?id(?:nr)?|steuernummer|vat(?:"
    r"\s+(?:no|nr|id|number|reg))|kvk|btw|siret|siren|rcs|tva|p\.?\s?iva|partita"
    r"\s+iva|c\.?f\.?|cnpj|nif|cif|nipc|company\s+(?:no|number|reg)|registered"
    r"\s+(?:in|office|address|number)|registergericht|sitz\s+der\s+gesellschaft"
    r"|geschäftsführ\w+\s*:|vorsitzender|capital\s+social|sede\s+legal\w*)",
    re.I,
)
_RULE = re.compile(r"\s*(?:[-_=*~#•·\u2013—]\s?){2,}\s*$")
_DELIMITER = re.compile(r"\s*(?:--|—|\u2013\u2013)\s*$")
_BARS = re.compile(r"\s[|•·∙●◦⋅/]\s")
_BULLET = re.compile(r"\s*(?:[-*•+>]|\d{1,2}[.)]|[a-z]\))\s+\S")
_POSTSCRIPT = re.compile(
    r"[\s*_(]*(?:p\.?\s?p?\.?\s?s\.?|n\.?b\.?|edit|update|nachtrag)\s*[.:\-\u2013)]",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?…:;]['\")”]?\s*$")
LONGEST_LINE = 160


def is_delimiter(text: str) -> bool:
    """Return whether a line is the two dashes above a signature.

    >>> [is_delimiter(t) for t in ("-- ", "---", "a -- b")]
    [True, False, False]
    """
    return bool(_DELIMITER.match(text))


def is_postscript(text: str) -> bool:
    """Return whether a line below a signature says something more.

    >>> [is_postscript(t) for t in ("PS: and dark mode", "p: 555 0102")]
    [True, False]
    """
    return bool(_POSTSCRIPT.match(text))


def is_rule(text: str) -> bool:
    """Return whether a line is drawn, not written.

    >>> [is_rule(t) for t in ("____________", "- item")]
    [True, False]
    """
    return bool(_RULE.match(text))


def is_bullet(text: str) -> bool:
    """Return whether a line is an item of a list.

    >>> [is_bullet(t) for t in ("- dark mode", "-Max")]
    [True, False]
    """
    return bool(_BULLET.match(text))


@lru_cache(maxsize=2048)
def tells_contact(text: str) -> bool:
    """Return whether a line plainly tells who somebody is or how to reach them.

    Examples
    --------
    >>> tells_contact("Max Okafor | Head of operations | Nord Ltd | +49 40 123456")
    True
    >>> tells_contact("The manager cannot see the rota of her team.")
    False
    """
    if len(text) > LONGEST_LINE or _BULLET.match(text) or is_postscript(text):
        return False
    letters = sum(c.isalpha() for c in _ADDRESS.sub("", text))
    if _REGISTER.search(text) and len(text.split()) <= 18:
        return True
    if _PHONE_LABEL.match(text) and (_PHONE.search(text) or _ADDRESS.search(text)):
        return True
    if _PHONE.search(text) and letters <= 45 and not _is_sentence(text):
        return True
    if _ADDRESS.search(text) and letters <= 15 and "@" in text:
        return True
    if _is_sentence(text):
        return False
    words = text.split()
    is_short = len(words) <= 9
    has_bars = bool(_BARS.search(text)) and text[:1].isupper()
    if has_bars and (_FIRM.search(text) or _TITLE.search(text) or _PLACE.search(text)):
        return True
    if has_bars and all(
        is_name_like(p, 5) for p in re.split(r"\s[|•·∙●◦⋅]\s", text) if p.strip()
    ):
        return True
    if is_short and _FIRM.search(text) and _capitals(words) >= 0.6:
        return True
    if (
        is_short
        and _PLACE.search(text)
        and _capitals(words) >= 0.5
        and any(c.isdigit() for c in text)
    ):
        return True
    return (
        len(words) <= 7
        and bool(_TITLE.search(text))
        and text[:1].isupper()
        and _is_title(text, words)
    )


@lru_cache(maxsize=2048)
def could_be_signature(text: str) -> bool:
    """Return whether a short line could belong to a signature beside plainer ones.

    Examples
    --------
    >>> [could_be_signature(t) for t in ("Upland Mobile Vets", "add a dark mode")]
    [True, False]
    """
    if not text.strip() or _RULE.match(text):
        return True
    if len(text) > LONGEST_LINE or _BULLET.match(text) or is_postscript(text):
        return False
    if tells_contact(text) or is_name_like(text, 5):
        return True
    words = text.split()
    if _ADDRESS.fullmatch(text.strip()):
        return True
    return len(words) <= 7 and not _is_sentence(text) and _capitals(words) >= 0.6


def _is_title(text: str, words: list[str]) -> bool:
    """Return whether a line reads like a title: few small words, or a comma, a bar."""
    small = [w for w in words if w[:1].islower()]
    of = {
        "of",
        "for",
        "and",
        "de",
        "der",
        "des",
        "du",
        "van",
        "di",
        "da",
        "del",
        "&",
        "la",
        "den",
        "für",
        "und",
        "et",
        "y",
        "e",
        "the",
        "en",
    }
    return sum(1 for w in small if w.strip(",|") not in of) <= 2 and len(words) >= 1


def _capitals(words: list[str]) -> float:
    """Return the share of words that begin large, numbers and marks left out."""
    told = [w for w in words if any(c.isalpha() for c in w)]
    if not told:
        return 0.0
    return sum(1 for w in told if w.strip("\"'(*_“")[:1].isupper()) / len(told)


def _is_sentence(text: str) -> bool:
    """Return whether a line ends or goes on like a sentence."""
    words = text.split()
    ends = bool(_SENTENCE_END.search(text)) and not re.search(r"\b\w{1,4}\.\s*$", text)
    small = sum(1 for w in words if w[:1].islower())
    return (ends and small >= 2) or (small >= 6) or text.rstrip().endswith("?")
