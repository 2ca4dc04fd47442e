"""Lines that tell who somebody is and where to reach them."""

from __future__ import annotations

import re

from leadline.engine.text.mail.names import is_name_like

_PHONE = re.compile(r"(?:\+|\b00|\(?\b0)[\d][\d\s()/.\-–]{5,}\d")
_PHONE_LABEL = re.compile(
    r"^\W*(?:t|p|m|f|tel|ph|phone|telephone|telefon|telefoon|téléphone|teléfono|telefone|telefono|tél|mob|mobile|mobil|móvil|cell|fax|direct|office|work|handy|whatsapp|w|e|e-?mail|mail|web|website|skype|linkedin|twitter|instagram|facebook)\s*[.:|]+\s*\S",
    re.I,
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+", re.I)
_FIRM = re.compile(
    r"(?<!\w)(?:GmbH(?:\s*&\s*Co\.?\s*KG)?|mbH|Ltd\.?|Limited|Inc\.?|LLC|LLP|PLC|Corp\.?|B\.?V\.?|N\.?V\.?|S\.?A\.?R\.?L\.?|SAS|S\.A\.(?:S\.)?|S\.?p\.?A\.?|S\.?r\.?l\.?s?|S\.L\.U?\.?|Lda\.?|Ltda\.?|AB|ApS|A/S|AG|KG|UG|e\.\s?V\.|Oy|Pty|GbR|OHG|eG)(?!\w)"
)
_TITLE = re.compile(
    r"(?<!\w)(?:(?:senior|junior|chief|head|lead|vice|deputy|associate|assistant|managing|executive|general|regional)\s+)?(?:manager(?:in)?|director|officer|engineer|consultant|analyst|developer|designer|specialist|coordinator|administrator|accountant|assistant|president|founder|co-?founder|partner|owner|architect|advisor|representative|supervisor|controller|secretary|planner|dispatcher|technician|CEO|CTO|CFO|COO|CIO|CPO|CMO|VP|PhD|MBA|MD|geschäftsführ\w+|leit(?:er|erin|ung)|abteilungsleit\w+|projektleit\w+|sachbearbeit\w+|vorstand|inhaber(?:in)?|prokurist(?:in)?|berater(?:in)?|assistenz|buchhaltung|responsable|directeur|directrice|gérante?|chef(?:fe)?\s+de|ingénieure?|assistante?|président[e]?|comptable|gerente|directora?|ingenier[oa]|jef[ea]\s+de|administrador[a]?|coordinador[a]?|diretora?|engenheir[oa]|coordenador[a]?|sóci[oa]|gestor[a]?|hoofd|directie|medewerker|beheerder|eigenaar|adviseur|responsabile|direttore|direttrice|titolare|ingegnere|amministratore|impiegat[oa]|head\s+of|team\s*lead\w*|founder)(?!\w)",
    re.I,
)
_PLACE = re.compile(
    r"\b[\w.'’-]*(?:stra(?:ße|sse)|str\.|platz|gasse|weg|allee|kai|laan|straat|gracht|plein)\s*\d+|\b\d+[a-z]?,?\s+(?:[A-Z][\w'’-]*\s+){0,3}(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|drive|square|way|boulevard|blvd|quay|court|suite|floor)\b|\b(?:rue|avenue|boulevard|place|calle|avda\.?|plaza|rua|avenida|travessa|largo|via|viale|piazza|corso)\s+[^\n]{2,40}\d|\b(?:[A-Z]{1,2}-)?\d{4,5}(?:\s?[A-Z]{2})?\s+[A-ZÄÖÜÉ][\w'’-]+|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b",
    re.I,
)
_REGISTER = re.compile(
    r"\b(?:HRB|HRA|amtsgericht|handelsregister|ust-?id(?:nr)?|steuernummer|vat(?:\s+(?:no|nr|id|number|reg))|kvk|btw|siret|siren|rcs|tva|p\.?\s?iva|partita\s+iva|c\.?f\.?|cnpj|nif|cif|nipc|company\s+(?:no|number|reg)|registered\s+(?:in|office|address|number)|registergericht|sitz\s+der\s+gesellschaft|geschäftsführ\w+\s*:|vorsitzender|capital\s+social|sede\s+legal\w*)",
    re.I,
)
_RULE = re.compile(r"\s*(?:[-_=*~#•·–—]\s?){2,}\s*$")
_DELIMITER = re.compile(r"\s*(?:--|—|––)\s*$")
_BARS = re.compile(r"\s[|•·∙●◦⋅/]\s")
_BULLET = re.compile(r"\s*(?:[-*•+>]|\d{1,2}[.)]|[a-z]\))\s+\S")
_SENTENCE_END = re.compile(r"[.!?…:;]['\")”]?\s*$")
LONGEST_LINE = 160


def is_delimiter(text: str) -> bool:
    """Return whether a line is the two dashes above a signature.

    >>> [is_delimiter(t) for t in ("-- ", "---", "a -- b")]
    [True, False, False]
    """
    return bool(_DELIMITER.match(text))


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


def tells_contact(text: str) -> bool:
    """Return whether a line plainly tells who somebody is or how to reach them.

    Examples
    --------
    >>> tells_contact("Max Okafor | Head of operations | Nord Ltd | +49 40 123456")
    True
    >>> tells_contact("The manager cannot see the rota of her team.")
    False
    """
    if len(text) > LONGEST_LINE or _BULLET.match(text):
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


def could_be_signature(text: str) -> bool:
    """Return whether a short line could belong to a signature beside plainer ones.

    Examples
    --------
    >>> [could_be_signature(t) for t in ("Upland Mobile Vets", "add a dark mode")]
    [True, False]
    """
    if not text.strip() or _RULE.match(text):
        return True
    if len(text) > LONGEST_LINE or _BULLET.match(text):
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
