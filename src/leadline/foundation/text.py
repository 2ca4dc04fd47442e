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
    "126.com 139.com 163.com 1und1.de 21cn.com abv.bg alice.it aliceadsl.fr aliyun.com "
    "arcor.de bbox.fr bigpond.com bk.ru blueyonder.co.uk bluewin.ch bol.com.br "
    "btinternet.com centrum.cz charter.net club-internet.fr comcast.net cox.net "
    "daum.net duck.com earthlink.net email.cz email.de fastmail.com fastmail.fm "
    "foxmail.com free.fr freemail.hu freenet.de globo.com hanmail.net hetnet.nl "
    "hey.com "
    "home.nl hushmail.com icloud.com ig.com.br inbox.lv inbox.ru interia.pl "
    "internode.on.net kabelmail.de kpnmail.nl laposte.net libero.it list.ru live.nl "
    "lycos.com mac.com mail.bg mail.com mail.de mail.ee mail.ru mailbox.org "
    "mailfence.com mailinator.com me.com mweb.co.za nate.com naver.com neuf.fr "
    "ntlworld.com numericable.fr o2.pl online.de onet.pl op.pl optonline.net "
    "optusnet.com.au orange.fr planet.nl pm.me posteo.de posteo.net privaterelay."
    "appleid.com proton.me protonmail.ch protonmail.com qq.com r7.com rambler.ru "
    "rediffmail.com riseup.net sapo.pt sbcglobal.net seznam.cz sfr.fr shaw.ca sina.com "
    "sky.com skynet.be snafu.de sohu.com startmail.com sympatico.ca t-online.de "
    "talktalk.net telenet.be telfort.nl telus.net terra.com.br tim.it tin.it "
    "tiscali.co. "
    "uk tiscali.it tutanota.com tutanota.de tuta.com tuta.io uol.com.br ukr.net "
    "verizon.net virgilio.it virgin.net virginmedia.com vodafone.it vodafonemail.de "
    "voila.fr vp.pl wanadoo.fr walla.co.il walla.com web.de wp.pl xs4all.nl xtra.co.nz "
    "yeah.net zeelandnet.nl ziggo.nl zohomail.com zoho.com".split()
)
# Providers that own the same name under many endings: yahoo.co.uk, hotmail.fr, gmx.at.
FREE_FAMILIES = frozenset(
    "aim aol gmail gmx googlemail hotmail icloud live msn myyahoo outlook rocketmail "
    "windowslive yahoo yandex ymail".split()
)
_ENDING = re.compile(
    r"(?!(ai|gg|io|sh|so|tv)$)(com|net|org|[a-z]{2}|(com|co|net|org)\.[a-z]{2})"
)
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(?:\w\.){2,}")
_SHORT = 6  # words of a subject, or of a name below a letter
_ENDS = (".", "!", "?", "…", "”", "“", '"', "»", ":", ",", ";", ")")


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


def is_free_mail(domain: str) -> bool:
    """Return whether a domain is a mail provider's, where anybody has an address.

    >>> is_free_mail("yahoo.co.uk"), is_free_mail("web.de"), is_free_mail("live.acme")
    (True, True, False)
    """
    domain = domain.strip().strip(".").casefold()
    if domain in FREE_MAIL:
        return True
    name, _, ending = domain.partition(".")
    return name in FREE_FAMILIES and bool(_ENDING.fullmatch(ending))


def mail_domain(address: str) -> str:
    """Return the domain of an e-mail address, or "" for a free mail provider.

    >>> mail_domain("Kim@Acme.example"), mail_domain("kim@gmail.com")
    ('acme.example', '')
    """
    domain = address.strip().rpartition("@")[2].casefold() if "@" in address else ""
    return "" if is_free_mail(domain) else domain


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


def first_words(text: str, longest: int) -> str:
    """Return as many whole words as fit, on one line, with "…" for what is left out.

    A word that is longer than all of it is cut.
    """
    text = one_line(text)
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    whole = kept if text[longest - 1] == " " else kept.rpartition(" ")[0]
    return f"{(whole or kept).rstrip(' ,;:')}…"


def whole(text: str) -> str:
    r"""Return a text in which each half of a character is a mark that something was.

    Files of other programs cut characters in two; no database takes a half.

    >>> whole("so \ud83d"), whole("so 🙂")
    ('so �', 'so 🙂')
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


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


def is_frame(line: str) -> bool:
    """Return whether a line is a subject or a name: a few words that no sign ends."""
    return len(line.split()) <= _SHORT and not line.endswith(_ENDS)


def in_one_run(words: str) -> str:
    """Return what somebody wrote in one line, a subject above it set apart by a dot.

    >>> in_one_run("Large type\\n\\nThe button is gone. Since Monday.")
    'Large type · The button is gone. Since Monday.'
    >>> in_one_run("It is slow.\\nWe wait."), in_one_run("two taps")
    ('It is slow. We wait.', 'two taps')
    """
    first, *rest = [line.strip() for line in words.splitlines() if line.strip()] or [""]
    gap = " · " if rest and is_frame(first) else " "
    joined = gap.join(filter(None, (first, " ".join(rest))))
    return " ".join(joined.split())
