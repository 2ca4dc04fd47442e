"""Names, addresses and words brought to one form, so that equals are found."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

LEGAL_FORMS = frozenset(
    "ab ag as asa bv bvba co company corp corporation eg ev gbr ges gmbh group holding "
    "holdings inc incorporated kg kft kk lda limited llc llp lp ltd ltda mbh nv oy oyj "
    "plc pte pty sa sarl sas se sl sp spa srl sro ug ulc zoo".split()
)
FREE_MAIL = frozenset(
    "aol.com bluewin.ch fastmail.com free.fr gmail.com gmx.at gmx.ch gmx.com gmx.de "
    "gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.fr "
    "icloud.com laposte.net libero.it live.com mac.com mail.com mail.ru me.com msn.com "
    "naver.com orange.fr outlook.com outlook.de outlook.fr pm.me proton.me "
    "protonmail.com qq.com rocketmail.com t-online.de tutanota.com web.de yahoo.co.uk "
    "yahoo.com yahoo.de yahoo.fr yandex.com yandex.ru ymail.com zoho.com 126.com "
    "163.com".split()
)
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")


def normal_name(name: str) -> str:
    """Return a company's name without case, accents, punctuation and legal form.

    >>> normal_name("Müller & Söhne GmbH") == normal_name("Mueller and Sohne")
    False
    >>> normal_name("The Acme Corp., Inc."), normal_name("ACME")
    ('acme', 'acme')
    >>> normal_name("Holding AG")
    'holding ag'
    """
    joined = _INITIALS.sub(lambda m: m.group().replace(".", ""), name.casefold())
    plain = unicodedata.normalize("NFKD", joined)
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    kept = list(words)
    while kept and kept[-1] in LEGAL_FORMS:
        kept.pop()
    if len(kept) > 1 and kept[0] == "the":
        kept.pop(0)
    return " ".join(kept or words)


def mail_domain(address: str) -> str:
    """Return the domain of an e-mail address, or "" for a free mail provider.

    >>> mail_domain("Kim@Acme.example"), mail_domain("kim@gmail.com")
    ('acme.example', '')
    """
    domain = address.strip().rpartition("@")[2].casefold() if "@" in address else ""
    return "" if domain in FREE_MAIL else domain


def plain_domain(text: str) -> str:
    """Return the host of an address or a domain as people write it.

    >>> plain_domain("https://www.Acme.example/about"), plain_domain(" acme.example ")
    ('acme.example', 'acme.example')
    """
    host = text.strip().casefold()
    host = host.rpartition("@")[2].partition("://")[2] or host.rpartition("@")[2]
    host = re.split(r"[/?#:]", host, maxsplit=1)[0]
    return host.removeprefix("www.").strip(".")


def one_line(text: str) -> str:
    """Return the text with every run of white space as one blank."""
    return " ".join(text.split())


def digest(parts: Iterable[object]) -> str:
    """Return a short stable hash of the parts, 32 hexadecimal digits."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would run gets a quote before it.

    >>> plain_cell("=1+1"), plain_cell(-3), plain_cell(None)
    ("'=1+1", '-3', '')
    """
    if value is None:
        return ""
    text = str(value)
    is_text = isinstance(value, str)
    return f"'{text}" if is_text and text.startswith(DANGEROUS) else text
