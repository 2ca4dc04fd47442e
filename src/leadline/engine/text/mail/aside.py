"""Pieces that can belong to no need: said by a machine, thanks, spam, nothing."""

from __future__ import annotations

import re

from leadline.engine.text.mail.machines import (
    AUTO_TITLE,
    THANKS_CORE,
    is_auto_reply,
    is_spam,
)
from leadline.engine.text.mail.ticket_numbers import is_ticket_number

AUTO_REPLY, THANKS, SPAM, NOTHING = "auto_reply", "thanks", "spam", "nothing"
LONGEST = 1_500

_SENTENCE = re.compile(r"(?:[^.!?…\n]+|(?<=\d)\.)+[.!?…]*|[.!?…]+")
_LETTERS = re.compile(r"[^\W\d_]")
_THUMB = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]")

_THANKS_WORDS = frozenset(
    """
    thanks thank you thx ty tnx thnx tks cheers ta many so much very a lot again for
    your
    help support quick fast prompt reply response answer great perfect super awesome
    brilliant excellent amazing wonderful nice cool ok okay okey k alright fine good
    got it
    will do try that this it works worked working now works fine again all is everything
    resolved solved fixed sorted done clear understood noted received yes yep yeah oh
    wow
    everyone guys team folks appreciated appreciate really i we and the me to in advance
    can close be closed ticket case issue problem no further questions need noted. us
    see
    time kind kindly excellent service just helpful that's it's its i'll we'll thats
    great
    has been was am are happy well thankyou sounds lovely perfect legend legends worked
    danke dank vielen herzlichen besten lieben schön sehr vielmals für die ihre eure
    deine
    schnelle hilfe antwort rückmeldung unterstützung super prima klasse toll alles
    klar gut
    passt funktioniert jetzt wieder läuft geht erledigt gelöst behoben es hat geklappt
    ja
    nun bestens verstanden mache ich euch ihnen dir das
    merci beaucoup pour votre vos réponse aide rapide parfait super génial d'accord
    c'est
    bon ça marche fonctionne maintenant de nouveau résolu réglé tout est bien reçu
    noté à
    vous tous encore c'était entendu ok'
    gracias muchas mil por su tu la ayuda respuesta rápida perfecto genial vale de
    acuerdo
    ya funciona ahora otra vez todo resuelto solucionado bien recibido entendido muy
    amable
    a todos ok.
    obrigado obrigada muito pela ajuda resposta perfeito ótimo certo já funciona agora
    tudo
    resolvido bem entendido recebido valeu excelente novamente
    bedankt dank je u wel hartelijk voor de het hulp antwoord snelle reactie top prima
    werkt nu weer het opgelost alles duidelijk fijn goed begrepen ontvangen jullie
    grazie mille molte per l'aiuto aiuto risposta la perfetto ottimo va bene funziona
    ora
    adesso di nuovo risolto tutto chiaro ricevuto capito gentilissimi ancora
    tack så mycket för hjälpen det funkar fungerar nu igen löst tak takk
    """.split()
)
_SETTLED = re.compile(
    r"\b(?:works?\s+(?:again|now|fine\s+(?:again|now))|(?:is|it['\u2019]?s"
    r"|that['\u2019]?s|all"
    r"|issue|problem)\s+(?:now\s+)?(?:fixed|solved|resolved|sorted|working|good"
    r"|clear)|(?:got|worked)\s+it|will\s+(?:do|try)|(?:you\s+)?can\s+close|it"
    r"\s+worked|that\s+worked|all\s+good|all\s+set|funktioniert\s+(?:jetzt|wieder"
    r"|nun)|geht\s+(?:jetzt|wieder)|hat\s+geklappt|alles\s+klar|(?:ça|c['\u2019]est)"
    r"\s+(?:marche|bon|réglé|résolu)|fonctionne\s+(?:maintenant|à\s+nouveau)|ya"
    r"\s+funciona|funciona\s+(?:ahora|agora)|já\s+funciona|(?:todo|tudo)"
    r"\s+(?:resuelto|bien|resolvido|certo)|werkt\s+(?:nu|weer)|opgelost|(?:ora"
    r"|adesso)\s+funziona|funziona\s+(?:ora|adesso|di\s+nuovo)|risolto|(?:det"
    r"\s+)?(?:funkar|fungerar)\s+(?:nu|igen))\b",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:not|no\s+longer|n['\u2019]t|never|don['\u2019]?t|doesn['\u2019]?t"
    r"|didn['\u2019]?t|isn['\u2019]?t"
    r"|won['\u2019]?t|can['\u2019]?t|cannot|but|however|still|except|nicht|kein\w*"
    r"|aber|noch"
    r"|ne|pas|mais|sauf|pero|sin|não|mas|ainda|niet|geen|maar|nog|non|ma|però|inte"
    r"|men)\b",
    re.I,
)
_FILLERS = frozenset(
    """
    n/a|na|n.a.|none|nothing|nil|null|nan|no comment|no comments|nothing to add
|nothing else
    |not applicable|test|testing|tbd|todo|asdf|xxx|x|xx|no subject|empty|leer|keine
|nichts
    |kein kommentar|kein betreff|keine angabe|k.a.|rien|aucun|aucune|néant
|sans objet|nada
    |ninguno|ninguna|sin comentarios|sin asunto|nenhum|nenhuma|sem comentários
|sem assunto
    |geen|niets|geen opmerkingen|geen onderwerp|niente|nessuno|nessun commento
    |nessun oggetto|nvt|n.v.t.|inget|ignore|please ignore|sent by mistake
    |sent by mistake ignore|sent by mistake please ignore|sorry wrong address
|wrong address|wrong recipient
    |sent in error|sorry sent by mistake|aus versehen gesendet|envoyé par erreur
    |enviado por error|enviado por engano|per ongeluk verzonden|inviato per errore
    |test test|test mail|test message|testing 123|this is a test|just a test
|only a test|test email|ok|okay|okey|oki|ok ok|ok.|k|noted|got it|understood
|alles klar|in ordnung|verstanden|zur kenntnis genommen|d'accord|bien reçu|compris
|vale|de acuerdo|entendido|recibido|recebido|certo|akkoord|begrepen|va bene|ricevuto
|capito|d'accordo
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
_MUCH = re.compile(rf"(?:\W*\w){{{1 + max(map(len, _FILLERS))}}}")
_ATTACHED = re.compile(
    r"^\W*+(?:(?:please\s+)?(?:see|find|check)?\s*(?:the\s+|my\s+|our\s+)?(?:\w+"
    r"\s+){0,2}(?:is\s+|are\s+)?(?:attached|enclosed)(?:\s+(?:is|are|please"
    r"\s+find))?(?:\s+(?:the|my|our|file|a))?(?:\s+(?:invoice|screenshots?|files?"
    r"|document|photos?|pictures?|log|logs|form|pdf|receipt)){0,2}|(?:see|in|as)"
    r"\s+(?:the\s+)?attach\w+"
    r"|(?:siehe\s+)?(?:anbei|im\s+anhang|anhang|beigefügt)(?:\s+\w+){0,4}|(?:voir"
    r"\s+)?(?:ci-joint|en\s+pièce\s+jointe|pièce\s+jointe)(?:\s+\w+){0,4}|(?:ver"
    r"\s+)?(?:adjunto|adjunta)(?:\s+\w+){0,4}|(?:segue\s+|ver\s+)?(?:em\s+anexo"
    r"|anexo)(?:\s+\w+){0,4}|(?:zie\s+)?(?:bijlage|bijgevoegd)(?:\s+\w+){0,4}"
    r"|(?:vedi\s+)?(?:in\s+allegato|allegato)(?:\s+\w+){0,4}|se\s+bilaga)\W*$",
    re.I,
)
_WISHES = re.compile(
    r"^\W*+(?:(?:i|we)\s+wish\s+you\s+|wishing\s+you\s+)?(?:(?:all\s+)?(?:a"
    r"\s+)?(?:merry\s+christmas|happy\s+(?:new\s+year|holidays|easter|christmas"
    r"|birthday)|season['\u2019]s\s+greetings)|frohe\s+(?:weihnachten|ostern|festtage)"
    r"|(?:ein\s+)?(?:gutes|frohes)\s+neues(?:\s+jahr)?|joyeux\s+noël|joyeuses"
    r"\s+fêtes|bonne\s+année|feliz\s+(?:navidad|año(?:\s+nuevo)?|natal|ano\s+novo)"
    r"|felices\s+fiestas|boas\s+festas|prettige\s+(?:feestdagen|kerstdagen)|fijne"
    r"\s+feestdagen|gelukkig\s+nieuwjaar|buon\s+(?:natale|anno)|buone\s+feste|god"
    r"\s+jul)(?:[\s,]+(?:to|and|the|whole|all|you|your|of|everyone|everybody|team"
    r"|families|family|happy|new|year|a|from|us|at|an|das|ganze|alle|à|toute"
    r"|l['\u2019]équipe|a|todos|el|equipo|toda|equipe|het|hele|tutto|il|tutti|e|y|et"
    r"|und|en)){0,9}\W*$",
    re.I,
)
_UNSUBSCRIBE = re.compile(
    r"^\W*+(?:please\s+|kindly\s+)?(?:unsubscribe(?:\s+me)?|(?:take|remove)\s+(?:me"
    r"|us|my\s+(?:address|e-?mail))\s+(?:off|from)\s+(?:this|your|the)"
    r"\s+(?:mailing\s+)?list|stop\s+(?:sending|e-?mailing)\s+me(?:\s+\w+){0,3}"
    r"|bitte\s+(?:vom\s+newsletter\s+)?abmelden|me\s+désabonner|désabonnez-moi"
    r"|(?:por\s+favor\s+)?(?:denme|dadme)\s+de\s+baja|uitschrijven"
    r"\s+(?:a\.?u\.?b\.?|graag)|cancellatemi\s+dalla\s+lista)(?:\s+(?:from|of|off)"
    r"\s+[^.!?\n]{0,40})?\W*$",
    re.I,
)


def why_aside(
    words: str, subject: str, was_reply: bool, has_thanks: bool = False
) -> str:
    """Return why a piece can belong to no need, "" when it can.

    A complaint set aside is the worst that can happen, so every rule asks that the
    whole piece is of the kind, not that it has a word of it.

    Parameters
    ----------
    words : str
        What its writer says, the subject left out.
    subject : str
        The line above a letter, without "Re:".
    was_reply : bool
        Whether the subject began with "Re:" or the like.
    has_thanks : bool, default False
        Whether the sign-off thanks.

    Examples
    --------
    >>> why_aside("Works again, thx", "Card reader", True), why_aside("n/a", "", False)
    ('thanks', 'nothing')
    >>> why_aside("Thanks for fixing the export, now please add PDF", "", False)
    ''
    """
    if len(words) > LONGEST:
        return ""
    sentences = [s.strip() for s in _SENTENCE.findall(words) if _LETTERS.search(s)]
    if is_auto_reply(sentences, subject, words):
        return AUTO_REPLY
    if is_spam(words):
        return SPAM
    is_free = was_reply or is_empty_title(subject)
    if not sentences and not has_thanks:
        is_answer = _THUMB.search(words) or any(c.isdigit() for c in words)
        return "" if is_answer or not is_empty_title(subject) else NOTHING
    if sentences and is_free and _is_nothing(words, sentences):
        return NOTHING
    told = f"{words}\nthanks" if has_thanks else words
    if _is_thanks([*sentences, "thanks"] if has_thanks else sentences, told):
        is_settled = any(_SETTLED.search(s) for s in sentences)
        if is_free or is_settled:
            return THANKS
    return ""


_EMPTY_TITLE = re.compile(
    r"[\W_]*(?:no\s+subject|kein\s+betreff|ohne\s+betreff|(?:sans|aucun)\s+objet"
    r"|sin\s+asunto|sem\s+assunto|geen\s+onderwerp|nessun\s+oggetto|question|frage"
    r"|ticket|support|help|hilfe|request|anfrage|hello|hi|hallo|thanks?|thank"
    r"\s+you|danke|merci|gracias|your\s+(?:ticket|request|case|message|e-?mail"
    r"|enquiry)|ihr(?:e)?\s+(?:ticket|anfrage|nachricht)|offer|feedback|message"
    r"|info|fyi|test|ok|attached|invoice|issue|problem|urgent|update|(?:your"
    r"\s+)?(?:support\s+)?(?:ticket|case|request)\s*#?\s*\w*\d\w*)?[\W_]*$",
    re.I,
)


def is_empty_title(subject: str) -> bool:
    """Return whether a subject names no matter of its own.

    Examples
    --------
    >>> is_empty_title("Question"), is_empty_title("Question about exports")
    (True, False)
    """
    bare = subject.strip()
    if len(bare) >= 80:
        return False
    is_empty = _EMPTY_TITLE.match(bare) or AUTO_TITLE.match(bare)
    return bool(is_empty) or is_ticket_number(bare)


def _is_nothing(words: str, sentences: list[str]) -> bool:
    if not _MUCH.match(words):
        bare = " ".join(re.findall(r"[\w/.']+", words.casefold())).strip(". ")
        if bare in _FILLERS or bare.replace(".", "") in _FILLERS:
            return True
    forms = (_ATTACHED, _WISHES, _UNSUBSCRIBE)
    return len(sentences) <= 2 and all(
        len(s.split()) <= 14 and any(form.match(s) for form in forms) for s in sentences
    )


def is_filler(text: str) -> bool:
    """Return whether a piece says nothing at all, or what empty fields are filled with.

    Examples
    --------
    >>> [is_filler(t) for t in ("n/a", " - ", "👎", "No export")]
    [True, True, False, False]
    """
    if len(text) > 60:
        return False
    if is_ticket_number(text):
        return True
    bare = " ".join(re.findall(r"[\w/.']+", text.casefold())).strip(". ")
    if bare:
        return bare in _FILLERS or bare.replace(".", "") in _FILLERS
    return not _THUMB.search(text)


def _is_thanks(sentences: list[str], words: str) -> bool:
    if len(words.split()) > 25 or _NEGATION.search(words) or "?" in words:
        return False
    if not any(THANKS_CORE.search(s) or _SETTLED.search(s) for s in sentences):
        return False
    for sentence in sentences:
        told = re.findall(r"[\w'\u2019]+", sentence.casefold().replace("\u2019", "'"))
        odd = [w for w in told if w not in _THANKS_WORDS and not w.isdigit()]
        if odd:
            return False
    return True
