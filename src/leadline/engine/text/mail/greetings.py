"""How a letter begins, in the languages Leadline reads mail in."""

from __future__ import annotations

import re

from leadline.engine.text.mail.names import is_name_like
from leadline.engine.text.mail.sign_offs import sign_off_end
from leadline.engine.text.words import EMPTY_WORDS

_PLAIN = r"""
hi+|hello+|hell[oa] again|hey+|hiya|howdy|greetings|good\s?(?:morning|afternoon
|evening|day)
|g'?day|to whom it may concern|hall[oö]+(?:chen)?|moin(?:\s?moin)?|servus|gr[uü]ezi
|gr(?:üß|uess|üss) (?:gott|dich|euch)|guten (?:tag|morgen|abend)|mahlzeit
|sehr geehrte[rs]?|bonjour|bonsoir|rebonjour|coucou|holas?|buen(?:os? d[ií]as?
|as (?:tardes|noches)|as)
|ol[áa]|bom[\s-]dia|boa[\s-](?:tarde|noite)|prezad[oa]s?|exm[oa]s?\.?|hoi
|goeie?(?:morgen|middag|avond|ndag)
|goede[n\s]?(?:morgen|middag|avond|dag)|geachte|salve|buongiorno|buon giorno
|buonasera|buona sera
|buon pomeriggio|spett(?:abile|\.le|\.)|egregi[oa]?|gentilissim[oaie]|hej(?:san)?
|hei|god (?:dag|morgon|morgen|kväll)
|dzie[nń] dobry|cze[sś][cć]|witam
"""
_DOUBTFUL = r"""
dear(?:est)?|morning|afternoon|evening|liebe[rs]?|werte[rs]?|cher|ch[eè]re|chers
|ch[eè]res|salut
|madame|monsieur|mesdames|messieurs|estimad[oa]s?|apreciad[oa]s?|querid[oa]s?|oi
|car[oaie]|car[oa]s
|dag|beste|lieve|ciao|gentil[ei]|bästa|kære|kjære|yo|sirs?|aloha|team|all|everyone
|folks|support
"""


def _joined(pattern: str) -> str:
    return pattern.replace("\n", "")


_START = re.compile(
    rf"[\W_]{{0,4}}(?:(?P<plain>{_joined(_PLAIN)})"
    rf"|(?P<doubt>{_joined(_DOUBTFUL)}))(?!\w)",
    re.I,
)
_TOKEN = re.compile(
    r"[\s,]*((?:[^\s,!:;.?\u2013—-]|(?<=\w)[.-](?=\w)|(?<=\b\w)\.|(?<=\b[DM]r)\."
    r"|(?<=\bMrs)\.)+)"
)
_STOP = re.compile(
    r"\s*([,!:;.\u2013—]|\s-\s|-$|\.{2,}|[^\w\s'\"(@#<>&|/$€£%+*=?-])+\s*"
)
MOST_WORDS = 6
ADDRESSEES = frozenset(
    """
team teams there all everyone everybody everyone folks guys support both again friends
colleagues colleague sir madam sirs mr mrs ms dr or and to the of & customer customers
service desk help helpdesk crew people world's zusammen alle miteinander damen und
herren herr frau kollegen kolleginnen liebes liebe an das équipe l'équipe à tous toutes
le la madame monsieur messieurs mesdames et support client equipo a todos todas señor
señora señores y del de el equipe pessoal turma time senhor senhora senhores e ao tutti
tutte gruppo collega collega's collegae allemaal heer mevrouw meneer dames heren
iedereen en signor signora signori dottor dottoressa dott spett allihopa alla alle
sammen
hi hello morning afternoon evening buongiorno bonjour hallo mates mate
""".split()
)
_SURE_ADDRESSEES = frozenset(
    "team there all everyone everybody folks guys zusammen todos tutti support".split()
)
_COURTESY = re.compile(
    r"\s*(?:(?:i|we)\s+)?(?:hope|trust)\s+(?:that\s+)?(?:you|this|your|all"
    r"|everyone|everything)"
    r"\b[^.!?\n]{0,70}?\b(?:well|fine|okay|good|great|nice|week|weekend|day|health"
    r"|safe)\b"
    r"[^.!?\n,]{0,25}(?:[.!]+|$)|\s*(?:ich\s+|wir\s+)?hoffe?n?,?\s+(?:es|dass|sie"
    r"|ihr|du|ihnen|alles)"
    r"\b[^.!?\n]{0,50}\bgut\b[^.!?\n]{0,20}(?:[.!]+|$)"
    r"|\s*j'espère\s+que\s+(?:vous|tu|tout)\b[^.!?\n]{0,50}\bbien\b"
    r"[^.!?\n]{0,20}(?:[.!]+|$)"
    r"|\s*espero\s+que\s+(?:est|se|tudo|todo|te|usted|você)[^.!?\n]{0,50}\b(?:bien"
    r"|bem)\b[^.!?\n]{0,20}(?:[.!]+|$)"
    r"|\s*(?:ik\s+)?hoop\s+dat\s+[^.!?\n]{0,50}\bgoed\b[^.!?\n]{0,20}(?:[.!]+|$)"
    r"|\s*spero\s+(?:che|tu|stiate)\b[^.!?\n]{0,50}\bbene\b[^.!?\n]{0,20}(?:[.!]+|$)"
    r"|\s*how\s+are\s+you(?:\s+(?:doing|all|today))*\s*[?!.]+"
    r"|\s*wie\s+geht(?:'s|\s+es\s+(?:dir|ihnen|euch))\s*[?!.]+"
    r"|\s*(?:comment\s+(?:ça\s+va|allez-vous)|¿?(?:cómo|como)\s+est[áa]s?|come"
    r"\s+(?:stai|va|state)|tudo\s+bem)\s*[?!.]+",
    re.I,
)


def greeting_end(text: str, has_more: bool) -> int:
    """Return where the greetings at the start of a line end, 0 without one.

    Parameters
    ----------
    text : str
        A line.
    has_more : bool
        Whether other lines follow; a line alone is never all greeting.

    Examples
    --------
    >>> greeting_end("Hi team, the export fails", False)
    9
    >>> greeting_end("Hello Kitty theme please", False)
    0
    """
    end = 0
    for _ in range(3):
        more = _one_end(text[end : end + 200], has_more)
        end += more
        if not more:
            break
    return min(end, len(text))


def _one_end(text: str, has_more: bool) -> int:
    """Return where one greeting ends."""
    found = _START.match(text)
    if not found:
        return _name_alone(text) if has_more else 0
    at, is_doubtful = found.end(), found["doubt"] is not None
    words = 0
    sure_at = 0
    while words < MOST_WORDS:
        stop = _STOP.match(text, at)
        if stop and stop.end() > at:
            return _closed(text, at, stop, is_doubtful, words, has_more)
        token = _TOKEN.match(text, at)
        if not token:
            break
        word = token[1].strip("'\"").casefold()
        is_known = all(part in ADDRESSEES for part in word.split("/"))
        if not (is_known or token[1][:1].isupper() or token[1][:1] == "@"):
            break
        if word in EMPTY_WORDS and not is_known:
            break
        at, words = token.end(), words + 1
        if word in _SURE_ADDRESSEES:
            sure_at = at
    rest = text[at:].strip()
    if not rest:
        is_open = is_doubtful and found["doubt"].lower() not in ("madame", "monsieur")
        is_whole = has_more and not (is_open and words and not sure_at)
        return len(text) if is_whole else 0
    # "Hello the export is slow" alone may be chat: what nothing closes stays.
    if not (sure_at or has_more):
        return 0
    return _unclosed(text, found, sure_at, is_doubtful)


def courtesy_end(text: str) -> int:
    """Return where a courtesy that opens a letter ends, 0 without one.

    Examples
    --------
    >>> courtesy_end("I hope you are well. The export fails.")
    20
    """
    found = _COURTESY.match(text)
    return found.end() if found else 0


def _closed(
    text: str,
    at: int,
    stop: re.Match[str],
    is_doubtful: bool,
    words: int,
    has_more: bool,
) -> int:
    """Return the end of a greeting that a sign closes."""
    rest = text[stop.end() :].strip()
    sign = stop.group().strip()[:1]
    if not rest and not has_more:
        return 0
    if is_doubtful and sign not in (",", ":", ";") and not (sign == "!" and not words):
        return 0
    if sign == "." and words and rest:
        return 0
    return stop.end() if rest else len(text)


def _unclosed(text: str, found: re.Match[str], sure_at: int, is_doubtful: bool) -> int:
    """Return the end of a greeting that runs into the sentence behind it."""
    if is_doubtful:
        return 0
    end = sure_at or found.end()
    after = re.match(r"\s+(['\w]+)", text[end:])
    if not after:
        return 0
    word = re.split(r"['\u2019]", after[1])[0].casefold()
    is_sentence = word in EMPTY_WORDS or bool(sure_at)
    return end + after.start(1) if is_sentence else 0


def _name_alone(text: str) -> int:
    """Return the length of a line such as "Anna," above a letter."""
    bare = text.strip()
    is_address = bare.endswith(",") and is_name_like(bare[:-1], 2)
    is_address = is_address and not sign_off_end(bare)[0]
    return len(text) if is_address else 0
