"""Words people address a desk with: never a need's, so no encoder reads them."""

from __future__ import annotations

import re

SIGNS = (
    "please|pls|plz|kindly|sorry|hello|hi|hey|dear|thank|thx|help|assist|advise|bitte"
    "|hallo|guten|danke|dank|liebe|hilfe|helfen|svp|plaît|plait|bonjour|merci|aide"
    "|cher|favor|hola|buen|gracias|ayud|estimad|olá|ola|obrigad|ajud|prezad|alstublieft"
    "|alsjeblieft|aub|goede|bedankt|helpen|hulp|beste|cortesia|ciao|salve|grazie|aiut"
    "|gentil"
).split("|")
"""Without one of these, in small letters, nobody is addressed."""
FEWEST_LEFT = 2
_ADDRESS = re.compile(
    r"(?<![\w'\u2019-])(?:"
    # English
    r"please|pls|plz|kindly|sorry|hello(?: (?:there|all|team|everyone))?"
    r"|(?:hi|hey)(?: (?:there|all|team|everyone|guys))?"
    r"|dear (?:sir(?: or madam)?|madam|team|all|support)"
    r"|(?:many )?(?:thanks?(?: you)?|thx)(?: (?:so|very) much| a lot)?(?: in advance)?"
    r"|(?:can|could|would) (?:you|someone|anyone)(?: please| kindly)? "
    r"(?:help|assist|advise)(?: (?:me|us))?(?: (?:out|with (?:this|it)|here))?"
    r"|(?:please )?(?:help|assist) (?:me|us)(?: (?:out|(?:with|on) (?:this|it)))?"
    r"|(?:please )?help(?= *(?:[.!,]|$))"
    r"|i need (?:some |your )?help(?: (?:urgently|please))?"
    # German
    r"|bitte|hallo(?: zusammen| team)?|guten (?:tag|morgen|abend)"
    r"|(?:liebes|liebe) (?:team|alle)|(?:vielen |besten )?(?:dank|danke)"
    r"(?: (?:im voraus|schon mal|vorab))?"
    r"|(?:können|könnten|könnt) (?:sie|ihr) (?:mir|uns)(?: bitte)? helfen"
    r"|(?:ich|wir) brauchen? (?:bitte )?hilfe"
    # French
    r"|s['\u2019]il (?:vous|te) pla[iî]t|svp|bonjour(?: à tous)?"
    r"|merci(?: beaucoup)?(?: d['\u2019]avance| par avance)?"
    r"|(?:pouvez|pourriez)[- ]vous (?:m['\u2019]|nous )aider|aidez[- ](?:moi|nous)"
    r"|j['\u2019]ai besoin d['\u2019]aide|cher(?:s|e|es)? (?:équipe|tous|support)"
    # Spanish
    r"|por favor|hola(?: a todos| equipo)?|buen(?:os|as) (?:días|tardes|noches)"
    r"|(?:muchas )?gracias(?: de antemano| por adelantado)?"
    r"|(?:pueden|podrían|puede|podría) ayudar(?:me|nos)|necesito (?:su )?ayuda"
    r"|estimad[oa]s?(?: (?:equipo|señor(?:es)?))?"
    # Portuguese
    r"|olá(?: equipe| a todos)?|bom dia|boa (?:tarde|noite)"
    r"|(?:muito )?obrigad[oa](?: desde já)?|(?:podem|poderiam) (?:me |nos )?ajudar"
    r"(?:-me|-nos)?|preciso de ajuda|prezad[oa]s?"
    # Dutch
    r"|alstublieft|alsjeblieft|a\.?u\.?b\.?|goede(?:morgen|middag|navond)"
    r"|(?:alvast |heel erg )?bedankt(?: alvast)?|dank (?:je|u)(?: wel)?"
    r"|(?:kunt u|kunnen jullie|kan iemand) (?:mij|me|ons) (?:alsjeblieft )?helpen"
    r"|ik heb hulp nodig|beste (?:team|allemaal)"
    # Italian
    r"|per (?:favore|cortesia|piacere)|ciao(?: a tutti)?|salve|buon ?giorno"
    r"|buona ?sera|grazie(?: mille| in anticipo)*|(?:potete|potreste) aiutar(?:mi|ci)"
    r"|ho bisogno di aiuto|gentil[ei] (?:team|signori)"
    r")(?![\w'\u2019-])[ ,!]*",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def without_address(text: str) -> str:
    """Return a piece without greeting, thanks and pleas for help, for an encoder.

    Whoever asks politely asks for the same: to a model of meaning, thirty pieces that
    end with "please help" are alike by that. A piece of which fewer than
    ``FEWEST_LEFT`` words would be left stays as it is.

    Parameters
    ----------
    text : str
        One cleaned piece.

    Returns
    -------
    str
        What is left; only for reading, never shown.

    Examples
    --------
    >>> without_address("Hi there, please help me! The export fails, thanks a lot")
    'The export fails,'
    >>> without_address("Please help")
    'Please help'
    """
    if not any(map(text.lower().__contains__, SIGNS)):
        return text
    left = " ".join(_ADDRESS.sub(" ", text).split())
    return left if len(_WORD.findall(left)) >= FEWEST_LEFT else text
