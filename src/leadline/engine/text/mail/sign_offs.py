"""How a letter ends, in the languages Leadline reads mail in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_STRONG = r"""
(?:(?:thanks|thank you|thx|many thanks|cheers)\s*(?:and|&|\+|,)\s*)?
(?:with\s+)?(?:my\s+|our\s+)?(?:kind(?:est)?|best|warm(?:est)?|very best|many
|sincere|friendly|cordial)\s+(?:regards?|wishes|greetings)
(?:\s+from\s+\S+)?
|(?:(?:thanks|thank you|thx|many thanks)\s*(?:and|&|\+|,)\s*)?(?:regards|rgds
|reg[ar]+ds)
|(?:yours\s+)?(?:very\s+)?(?:sincerely|faithfully|truly|respectfully|cordially)(?:
\s+yours)?
|all\s+the\s+(?:very\s+)?best|take\s+care
|(?:have|enjoy)\s+(?:a|your)\s+(?:nice|great|good|lovely|wonderful|pleasant)?
\s*(?:rest\s+of\s+(?:the|your)\s+)?(?:day|week(?:end)?|evening|afternoon)(?:
\s+ahead)?
|(?:mit\s+)?(?:(?:den\s+)?(?:vielen|herzlichen|lieben|besten|schönen|freundlichen
|sonnigen|viele|herzliche|liebe|beste|schöne|freundliche|sonnige|freundl\.?|fr\.
|schönen?|vlg|nette)\s+)(?:gr[uü](?:ß|ss)(?:en?)?|gruesse?n?|gruss)(?:\s+(?:aus|von
|nach)\s+\w+)?
|gr(?:ü|ue)(?:ß|ss)e(?:\s+aus\s+\w+)?|gru(?:ß|ss)|mfg|m\.f\.g\.|lg|vg|bg
|hochachtungsvoll
|(?:einen\s+)?schönen\s+(?:tag|abend|feierabend)(?:\s+noch)?|schönes\s+wochenende
|(?:(?:bien|très)\s+)?(?:cordialement|amicalement|sincèrement|respectueusement)|bien
\s+à\s+(?:vous|toi)|cdlt|cdt
|(?:(?:mes|nos|avec\s+mes)\s+)?(?:sincères|meilleures|cordiales)?\s*salutations(?:
\s+(?:distinguées|cordiales|les\s+meilleures))?
|(?:(?:veuillez|je\s+vous\s+prie\s+d['\u2019]|nous\s+vous\s+prions\s+d['\u2019]|prière
\s+d['\u2019])\s*)agréer[^.\n]{0,110}
|bonne\s+(?:journée|soirée|fin\s+de\s+journée|semaine)|bon\s+week-?end
|(?:(?:un|muchos|reciba\s+un|le\s+env[ií]o\s+un)\s+)?(?:cordial(?:es)?\s+|afectuoso
\s+)?saludos?(?:\s+cordial(?:es)?|\s+a\s+todos)?
|(?:muy\s+)?(?:atentamente|cordialmente)|atte\.?|un\s+(?:fuerte\s+)?abrazo|que
\s+(?:tenga|tengan|tengas)\s+(?:un\s+)?buen\s+d[ií]a|feliz\s+d[ií]a
|(?:um\s+)?(?:grande\s+)?abra[cç]os?|atenciosamente|att\.?|(?:com\s+os\s+)?(?:meus
\s+)?(?:melhores\s+|atenciosos\s+|cordiais\s+)?(?:cumprimentos|sauda[cç][oõ]es)
|tenha\s+um\s+bom\s+dia
|(?:met\s+)?(?:(?:vriendelijke?|hartelijke?|warme|beste|lieve)\s+)groet(?:en|jes)?
|groet(?:en|jes)?|m\.?v\.?g\.?|hoogachtend|fijne\s+(?:dag|avond|weekend)(?:\s+(?:nog
|verder))?
|(?:con\s+i\s+(?:migliori|più\s+cordiali)\s+|i\s+miei\s+(?:migliori
\s+)?)?(?:(?:cordiali|distinti|cari|tanti|migliori)\s+)?saluti(?:\s+cordiali)?|un
\s+(?:caro\s+|cordiale\s+)?saluto|cordialità|buona\s+(?:giornata|serata)|buon
\s+lavoro
|(?:med\s+)?(?:vänlig(?:a)?|bästa|hjärtliga|varma|venlig(?:e)?|vennlig(?:e)?|bedste
|beste|kær|mange)\s+(?:h[äa]lsning(?:ar)?|hilsen(?:er)?)|h[äa]lsningar|hilsen|mvh|vh
|a\s+presto|alla\s+prossima|à\s+bientôt|até\s+(?:breve|logo)|hasta\s+(?:pronto
|luego)|tot\s+(?:ziens|snel|gauw)
|pozdrawiam|z\s+poważaniem|terveisin|kr|br|k/r|b/r
"""
_WEAK = r"""
(?:hartelijk\s+|alvast\s+|erg\s+|heel\s+erg\s+)*(?:bedankt|dank(?:\s*(?:je|u))?(?:
\s*wel)?)(?:\s+(?:alvast|bij\s+voorbaat|voor\s+(?:uw|jullie|je|de)\s+\w+))*|bij
\s+voorbaat\s+dank|ik\s+hoor\s+graag(?:\s+van\s+(?:u|je|jullie))?
|(?:many\s+|much\s+|big\s+|kind\s+)?(?:thanks?|thank[\s-]*(?:you|u)|thankyou|thx+
|thnx|tnx|tks|ty|tia|cheers|ta)
(?:\s+(?:so\s+much|very\s+much|a\s+lot|lots|again|a\s+million|a\s+bunch|kindly|guys
|team|all|everyone|everybody|folks|you))*
(?:\s+in\s+advance)?
(?:\s+for\s+(?:all\s+)?(?:your|the|any)\s+(?:(?:kind|quick|great|continued|prompt
|patience|support|time|help)(?:\s+and)?\s+)*(?:help|time|support|understanding
|assistance|attention|patience|cooperation|consideration|reply|response|feedback
|work)(?:\s+(?:in\s+advance|in\s+this\s+matter|with\s+this|on\s+this))?)?
(?:\s+in\s+advance)?
|best|warmly|cheerio|bye|ciao|xx+|xoxo|love|peace|greetings|tschüss|bis\s+(?:bald
|dann|später)
|(?:i\s+am\s+|i['\u2019]?m\s+|we\s+are\s+)?(?:look(?:ing)?|i\s+look|we\s+look)\s+forward
\s+to\s+(?:your\s+(?:\w+\s+)?(?:reply|response|answer|feedback)|hear(?:ing)?
\s+(?:back\s+)?from\s+you(?:\s+soon)?)
|(?:(?:hoping|waiting|awaiting)\s+(?:for\s+)?(?:a|your)\s+(?:\w+\s+)?(?:reply
|response|answer))
|(?:vielen?|besten|herzlichen|lieben|tausend)\s+dank(?:\s+(?:im\s+voraus|vorab|schon
\s+mal|nochmals?|für\s+(?:ihre|eure|deine|die)\s+\w+))*
|danke?(?:\s*(?:schön|sehr|vielmals|dir|ihnen|euch|im\s+voraus|vorab|schon\s+mal
|nochmals?|lg|für\s+(?:ihre|eure|deine|die)\s+\w+))*
|(?:ich|wir)\s+freuen?\s+(?:mich|uns)\s+auf\s+(?:ihre|eure|deine|eine)\s+(?:\w+
\s+)?(?:antwort|rückmeldung|nachricht)
|(?:un\s+grand\s+|mille\s+)?mercis?(?:\s+(?:beaucoup|bien|d['\u2019]avance|par
\s+avance|à
\s+(?:vous|tous)|encore|(?:de|pour)\s+votre\s+\w+))*
|(?:dans|en)\s+(?:l['\u2019])?attente\s+(?:de|d['\u2019])\s*(?:votre|vous|une)\s*
[^.\n]{0,30}
|(?:muchas\s+|mil\s+|muchísimas\s+)?gracias(?:\s+(?:de\s+antemano|por\s+adelantado|a
\s+todos|por\s+(?:su|tu|la|vuestra)\s+\w+))*|quedo\s+(?:a\s+la\s+espera|atent[oa])
[^.\n]{0,40}
|(?:muit[oa]\s+)?obrigad[oa]s?(?:\s+(?:desde\s+já|antecipadamente|pela\s+\w+|pelo
\s+\w+))*|fico\s+(?:no\s+aguardo|aguardando)[^.\n]{0,40}|aguardo\s+(?:o\s+)?(?:seu
\s+)?retorno|desde\s+já\s+(?:agradeço|obrigad[oa])|valeu
|(?:mille\s+|molte\s+|tante\s+)?grazie(?:\s+(?:mille|in\s+anticipo|a\s+tutti|ancora
|per\s+(?:l['\u2019]|la\s+|il\s+)?(?:vostr[oa]\s+)?\w+))*|(?:resto\s+)?in\s+attesa\s+di
\s+(?:un\s+|una\s+|vostr[oa]\s+)[^.\n]{0,25}
|tack(?:\s+(?:så\s+mycket|på\s+förhand))*|(?:mange\s+)?takk?(?:\s+(?:på\s+forhånd
|for\s+hjelpen))*
"""


def _compiled(text: str) -> str:
    return text.replace("\n", "")


STRONG = _compiled(_STRONG)
WEAK = _compiled(_WEAK)
_ONE = rf"(?:(?P<strong>{STRONG})|(?P<weak>{WEAK}))(?![\w'\u2019])"
_MORE = rf"(?:{STRONG}|{WEAK})(?![\w'\u2019])"
_START = re.compile(rf"[\W_]{{0,4}}{_ONE}(?P<gap>[^\w\n]{{0,8}})", re.I)
_AND = r"(?:(?:and|&|\+|und|et|y|e|en|och|og)\s+)?(?:with\s+|mit\s+)?"
_NEXT = re.compile(rf"{_AND}{_MORE}(?P<gap>[^\w\n]{{0,8}})", re.I)
_FORMAL_NEXT = re.compile(rf"{_AND}(?:{STRONG})(?![\w'\u2019])[^\w\n]{{0,8}}", re.I)
_BEFORE_INLINE = re.compile(r"[^\w\s,;:'\u2019\-(/&]|\n|(?<=\s)\s")
_INLINE = re.compile(rf"\s*+(?=(?:{STRONG}|{WEAK})(?![\w'\u2019]))", re.I)
FORMAL = re.compile(
    r"(?<=\s)(?=(?:(?:With |Mit |Met |Com os |Med )?"
    r"(?:Kind(?:est)? [Rr]egards|Best [Rr]egards|Warm(?:est)? [Rr]egards"
    r"|Best [Ww]ishes|Warm [Ww]ishes|Many [Tt]hanks|Regards,|"
    r"Yours (?:sincerely|faithfully|truly)|Sincerely,|Cheers,|Thanks,|"
    r"(?:[Ff]reundlichen|Freundliche|Viele|Liebe|Beste|Herzliche|Schöne) Gr(?:üß"
    r"|üss|uess)en?|"
    r"Cordialement|Bien cordialement|Bien à vous|Cordiali [Ss]aluti|Distinti [Ss]aluti|"
    r"Saludos|Un saludo|Atentamente|Atenciosamente|[Mm]elhores [Cc]umprimentos"
    r"|Cumprimentos|Abraços?|"
    r"[Vv]riendelijke [Gg]roet(?:en)?|Groet(?:en|jes)?,|Vänliga hälsningar"
    r"|[Vv]änlig hälsning|[Vv]enlig hilsen|[Vv]ennlig hilsen"
    r")(?!\w)))"
)

FORMAL_SIGNS = tuple(
    (
        "egards|ishes|hanks|incerely|Yours|Cheers|Grü|Grue|ordialement|Bien à vous"
        "|aluti|aludo|tentamente|tenciosamente|umprimentos|Abraço|roet|älsning|ilsen"
    ).split("|")
)
"""Without one of these `FORMAL` stands nowhere in a text."""


def inline_sign_offs(text: str, begin: int = 0) -> Iterator[int]:
    """Yield where a sign-off could begin within a line: behind a sentence's end.

    Examples
    --------
    >>> list(inline_sign_offs("It fails. Thanks, Ruth"))
    [10]
    """
    place = begin
    for before in _BEFORE_INLINE.finditer(text, max(0, begin - 1)):
        if before.end() >= place and (found := _INLINE.match(text, before.end())):
            place = found.end()
            yield place


@lru_cache(maxsize=2048)
def sign_off_end(text: str) -> tuple[int, bool]:
    """Return where a sign-off at the start of a line ends, and whether it is formal.

    (0, False) without one. What stands behind it is for the caller to judge.

    Examples
    --------
    >>> sign_off_end("Kind regards, Anna"), sign_off_end("Thanks for the export")
    ((14, True), (0, False))
    """
    found = _START.match(text)
    if not found:
        return 0, False
    end, is_strong, gap = found.end(), found["strong"] is not None, found["gap"]
    while more := _NEXT.match(text, end):
        if more.end() == end:
            break
        is_strong = is_strong or bool(_FORMAL_NEXT.match(text, end))
        end, gap = more.end(), more["gap"]
    is_short = found.group().strip(" ,.!").casefold() in _NEED_SIGN
    is_letters = found.group().strip().isupper() and text[end : end + 1].isupper()
    if is_letters and is_strong and not text[end : end + 2].isupper():
        return end, True
    if text[end:].strip() and not gap.strip() and (is_short or not is_strong):
        word = text[end:].split()[0]
        if is_short or not word[:1].isupper() or not found.group()[:1].isupper():
            return 0, False
    return end, is_strong


_NEED_SIGN = frozenset(
    "best love ciao bye peace greetings br kr bg lg vg ta ty vh warmly att "
    "salutations".split()
)
