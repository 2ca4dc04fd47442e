"""The names of columns: brought to one form, and what some of them rule out."""

from __future__ import annotations

import re

from leadline.foundation.amounts import CODES, SIGNS

# Wrappers that answers of APIs put around a record; what stands inside is meant.
WRAPPERS = frozenset(
    "attributes attribute data fields field properties property source post posts "
    "ticket tickets conversation entry item record node value values content result "
    "results review issue feedback suggestion idea note survey body".split()
)
TAILS = frozenset("label value text name plain rendered content display_name".split())
NUMBER_SIGNS = frozenset({"#", "№", "no.", "Nr.", "N°", "Nº"})
# "Case #", "Ticket №": the number of whatever stands before the sign.
NUMBERED = re.compile(r"(.{0,200}\w)\W{0,20}(?:#|№|N[°º])", re.I)
POSSESSIVE = re.compile(
    r"^(your|my|their|ihre?|ihr|deine?|dein|votre|vos|ton|tu|su|sus|seu|sua|uw|jouw|"
    r"il tuo|la tua|il suo|la sua)\s+"
)
NAMED = re.compile(r"\b(your name|full name|name|nom|nombre|nome|naam|heißen)\b")
COMPANY = re.compile(
    r"\b(company|organi[sz]ation|employer|firma|unternehmen|entreprise|société|empresa|"
    r"bedrijf|azienda)\b"
)
# Dates of what happened to a row later, which say nothing of when it was said.
LATER = re.compile(
    r"\b(last|updated?|modified|due|resolved|completed|closed|solved|activity|reply|"
    r"replied|responded|viewed|renewal|expires?|birth\w*|end)\b"
)
PHOTO = re.compile(r"\b(image|photo|picture|avatar|icon|logo|thumbnail|bild|foto)s?\b")
IP = re.compile(r"\bip\b|\bip address\b|\bipv[46]\b")
OTHER_PEOPLE = re.compile(
    r"\b(assignee|assigned|agent|owner|approver|manager|responded|responder|moderator)\b"
)
RECOMMENDS = re.compile(
    r"recommend|weiterempfehl|empfehlen|recommand|recomend|aanbevel|aanraden|raccomand|"
    r"consigliere|\bnps\b|net promoter"
)
SATISFIED = re.compile(
    r"satisf|\brate\b|zufrieden|bewerte|notez|califica|avalia|tevreden|valut|soddisf|"
    r"how happy|\bcsat\b"
)
ASKED = re.compile(
    r"^(what|why|how|which|where|when|who|tell us|please|is there|do you|did you|any|"
    r"was|warum|wie|welche[rns]?|wo|gibt es|was|haben sie|qu|que|quel|quelle|quels|"
    r"pourquoi|comment|avez|qué|por qué|cómo|cuál|o que|por que|como|qual|wat|waarom|"
    r"hoe|welke|cosa|che cosa|perché|come|quale)\b"
)
# What stands behind the name of an amount: "ARR (USD)", "Umsatz p.a. in EUR".
BEHIND = re.compile(
    r"\s(?:p a|pa|per annum|per year|a year|year|pro jahr|im jahr|jahr|par an|in|net|"
    rf"netto|{'|'.join(sorted(CODES)).lower()})$"
)
COUNTED = re.compile(r"\b(count|number of|anzahl|nombre de|número de|aantal)\b")
OF_OTHERS = re.compile(r"\b(self|uri|author|user|profile|requester|next)\b")
PHONE = re.compile(r"\b(phone|telephone|mobile|telefon|téléphone|teléfono|telefone)\b")


def plain_header(header: str) -> str:
    """Return a header in lower-case words.

    >>> plain_header("Custom field (Story Points)"), plain_header("createdAt [date]")
    ('story points', 'created at')
    """
    header = re.sub(r"^custom field \((.*)\)", r"\1", header, flags=re.I)
    header = re.sub(r"\[\w+\]|__c$|\(\d+\)$", " ", header)
    header = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", header)
    return " ".join(re.findall(r"[^\W_]+", header.lower()))


def header_forms(header: str) -> list[str]:
    """Return the names under which a header may be known, the whole one first.

    A header from JSON is a path: wrappers before and ``label`` behind are dropped.

    >>> header_forms("data.attributes.createdDate")
    ['data attributes created date', 'attributes created date', 'created date']
    >>> header_forms("author.name.label")
    ['author name label', 'author name', 'author']
    >>> header_forms("Umsatz p.a. (EUR)")
    ['umsatz p a eur', 'umsatz']
    """
    forms = ["nr" if header.strip() in NUMBER_SIGNS else plain_header(header)]
    if numbered := NUMBERED.fullmatch(header.strip()):
        forms.append(f"{plain_header(numbered[1])} nr")
    parts = header.split(".") if re.fullmatch(r"[^\s]+", header) else [header]
    while len(parts) > 1 and parts[0].lower() in WRAPPERS:
        parts = parts[1:]
        forms.append(plain_header(".".join(parts)))
    if len(parts) > 1 and parts[-1] == parts[-2]:
        parts = parts[:-1]
        forms.append(plain_header(".".join(parts)))
    while len(parts) > 1 and parts[-1].lower() in TAILS:
        parts = parts[:-1]
        forms.append(plain_header(".".join(parts)))
    forms.append(_bare(forms[-1]))
    forms += [POSSESSIVE.sub("", form) for form in forms]
    return list(dict.fromkeys(form for form in forms if form))


def _bare(form: str) -> str:
    """Return a name without the period and the currency behind it."""
    while (short := BEHIND.sub("", form)) != form:
        form = short
    return form


def currency_of(header: str) -> str:
    """Return the currency that the name of a column says, or "".

    >>> currency_of("ARR (USD)"), currency_of("Umsatz in €"), currency_of("Revenue")
    ('USD', 'EUR', '')
    """
    words = re.findall(r"[^\W\d_]+|[^\w\s()\[\]]+", header)
    found = (w if w in CODES else SIGNS.get(w, "") for w in words)
    return next((code for code in found if code), "")


def is_question(header: str) -> bool:
    """Return whether a header is a question of a survey.

    >>> is_question("What should we do better?"), is_question("Created at")
    (True, False)
    """
    bare = header.strip().rstrip(" .*")
    words = bare.split()
    if bare.endswith("?") and len(words) > 2:
        return True
    return len(words) > 4 and bool(ASKED.match(bare.lower()))


def ruled_out(header: str) -> frozenset[str]:
    """Return the fields that a column of this name cannot be, whatever it holds."""
    out: set[str] = set()
    name = plain_header(header)
    if PHOTO.search(name):
        out |= {"link", "domain", "customer_domain"}
    if OF_OTHERS.search(name):
        out |= {"link"}
    if IP.search(name):
        out |= {"source_id", "customer_id", "external_id", "domain", "customer_domain"}
    if OTHER_PEOPLE.search(name):
        out |= {"author", "author_email", "voter_email", "voter_name", "contact_email"}
    if PHONE.search(name):
        out |= {"source_id", "customer_id", "external_id", "votes", "rating"}
    if COUNTED.search(name):
        out |= {"rating", "title", "words", "reply"}
    return frozenset(out)
