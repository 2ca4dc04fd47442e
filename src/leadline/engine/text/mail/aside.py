"""Pieces that can belong to no need: said by a machine, thanks, spam, nothing."""

from __future__ import annotations

import re

AUTO_REPLY, THANKS, SPAM, NOTHING = "auto_reply", "thanks", "spam", "nothing"
LONGEST = 1_500

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*|[.!?…]+")
_LETTERS = re.compile(r"[^\W\d_]")
_THUMB = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55]")

_AWAY = re.compile(
    r"\b(?:i\s*(?:am|['’]m|will\s+be|['’]ll\s+be)|we\s+are)\s+(?:currently\s+|now\s+|away\s+and\s+)?(?:out\s+of\s+(?:the\s+)?office|ooo|on\s+(?:(?:annual|parental|maternity|paternity|sick)\s+)?(?:leave|vacation|holiday)|on\s+holidays|away\s+(?:from\s+(?:the\s+office|my\s+desk)|until|till|on))\b"
    r"|^(?:currently\s+)?out\s+of\s+(?:the\s+)?office\s+(?:until|till|from|and|with)\b"
    r"|\bich\s+bin\s+(?:derzeit\s+|aktuell\s+|zurzeit\s+|momentan\s+|bis\s+[^.]{2,30}\s+|vom\s+[^.]{2,40}\s+|ab\s+[^.]{2,30}\s+|heute\s+)?(?:nicht\s+(?:im\s+(?:büro|haus)|erreichbar|am\s+arbeitsplatz)|abwesend|im\s+urlaub|außer\s+haus|in\s+elternzeit)\b"
    r"|\bje\s+(?:suis|serai)\s+(?:actuellement\s+)?(?:absente?|en\s+(?:congés?|vacances|déplacement)|hors\s+du\s+bureau)\b"
    r"|\b(?:estoy|estar[ée]|me\s+encuentro)\s+(?:actualmente\s+)?(?:fuera\s+de\s+(?:la\s+)?oficina|de\s+vacaciones|ausente|de\s+baja)\b"
    r"|\b(?:estou|estarei|encontro-me)\s+(?:atualmente\s+|neste\s+momento\s+)?(?:fora\s+do\s+escrit[óo]rio|ausente|de\s+f[ée]rias|em\s+f[ée]rias)\b"
    r"|\bik\s+ben\s+(?:momenteel\s+|op\s+dit\s+moment\s+|tot\s+[^.]{2,30}\s+|van\s+[^.]{2,40}\s+)?(?:afwezig|niet\s+(?:op\s+kantoor|aanwezig|bereikbaar)|op\s+vakantie|met\s+(?:vakantie|verlof))\b"
    r"|\b(?:sono|sarò)\s+(?:attualmente\s+|momentaneamente\s+)?(?:fuori\s+(?:ufficio|sede)|assente|in\s+(?:ferie|vacanza|malattia))\b"
    r"|\bjag\s+är\s+(?:för\s+närvarande\s+)?(?:inte\s+på\s+kontoret|på\s+semester|bortrest|ledig)\b",
    re.I,
)
_MACHINE = re.compile(
    r"\bthis\s+is\s+an?\s+(?:automated|automatic|auto-?generated|system[\s-]generated)\s+(?:message|e-?mail|reply|response|notification)\b"
    r"|\b(?:please\s+)?do\s+not\s+(?:reply|respond)\s+to\s+this\s+(?:e-?mail|message|address)\b|\bthis\s+(?:mailbox|inbox|address)\s+is\s+not\s+monitored\b"
    r"|\b(?:we|we['’]ve)\s+(?:have\s+)?received\s+your\s+(?:e-?mail|message|request|enquiry|inquiry|ticket)\b|\byour\s+(?:request|ticket|case|message)\s+(?:\S+\s+)?(?:has\s+been|was)\s+(?:received|created|registered|logged)\b"
    r"|\bdies(?:e|es)?\s+(?:ist\s+eine\s+automatisch\w*|e-?mail\s+wurde\s+automatisch|nachricht\s+wurde\s+automatisch)|\bwir\s+haben\s+ihre\s+(?:anfrage|nachricht|e-?mail)\s+erhalten\b|\bihre\s+(?:anfrage|nachricht|e-?mail)\s+ist\s+(?:bei\s+uns\s+)?eingegangen\b|\bbitte\s+antworten\s+sie\s+nicht\s+auf\s+diese\b"
    r"|\b(?:ceci\s+est|ce\s+(?:message|courriel)\s+est)\s+(?:un\s+message\s+)?(?:automatique|généré\s+automatiquement)|\bnous\s+avons\s+bien\s+reçu\s+votre\s+(?:message|demande|e-?mail|courriel)\b|\b(?:merci\s+de\s+)?ne\s+pas\s+répondre\s+à\s+ce\s+(?:message|courriel|mail)"
    r"|\beste\s+es\s+un\s+(?:mensaje|correo)\s+(?:automático|generado)|\bhemos\s+recibido\s+(?:su|tu)\s+(?:mensaje|solicitud|consulta|correo)\b|\bno\s+responda\s+a\s+este\s+(?:mensaje|correo)"
    r"|\best[ea]\s+é\s+uma?\s+(?:mensagem|e-?mail|resposta)\s+autom[áa]tic[ao]|\brecebemos\s+(?:a\s+)?(?:sua|seu|o\s+seu)\s+(?:mensagem|solicitação|pedido|e-?mail|contato)\b|\bnão\s+responda\s+(?:a\s+)?est[ea]\s"
    r"|\bdit\s+is\s+een\s+(?:automatisch|automatische)\b|\bwij?\s+hebben\s+(?:uw|je)\s+(?:bericht|aanvraag|e-?mail|verzoek)\s+(?:goed\s+)?ontvangen\b"
    r"|\bquesto\s+è\s+un\s+messaggio\s+automatico|\babbiamo\s+ricevuto\s+(?:la\s+(?:sua|tua|vostra)\s+|il\s+(?:suo|tuo|vostro)\s+)(?:richiesta|messaggio|e-?mail)\b|\bnon\s+rispond(?:ere|a|ete)\s+a\s+questa?\b"
    r"|\b(?:mail\s+delivery\s+(?:failed|subsystem)|delivery\s+status\s+notification|undeliver(?:able|ed)\s+mail|(?:message|mail)\s+could\s+not\s+be\s+delivered|unzustellbar\w*)\b",
    re.I,
)
_AUTO_TITLE = re.compile(
    r"^\W*(?:automatic\s+reply|auto(?:matic)?[\s-]?(?:reply|response|responder)|out\s+of\s+(?:the\s+)?office(?:\s+(?:auto)?-?reply)?|ooo|away\s+from\s+(?:my\s+desk|the\s+office)|(?:automatische\s+)?(?:abwesenheits(?:notiz|meldung|nachricht|assistent)|antwort)|automatische\s+antwort|réponse\s+automatique|absence\s+du\s+bureau|message\s+d['’]absence|respuesta\s+autom[áa]tica|fuera\s+de\s+(?:la\s+)?oficina|resposta\s+autom[áa]tica|fora\s+do\s+escrit[óo]rio|automatisch\s+antwoord|afwezig(?:heids\w*)?|risposta\s+automatica|fuori\s+(?:ufficio|sede)|autosvar|automatiskt\s+svar|undeliverable|delivery\s+status\s+notification|mail\s+delivery\s+failed)\s*(?P<end>[:\-–]|$)",
    re.I,
)
_AROUND_AWAY = re.compile(
    r"\b(?:return\w*|back\s+(?:on|in|at|by)|be\s+back|urgent\w*|emergenc\w*|contact|colleague\w*|limited\s+access|no\s+access|access\s+to\s+(?:my\s+)?e-?mail|reply|respond\w*|answer\w*|get\s+back\s+to\s+you|in\s+touch|your\s+(?:e-?mail|message|mail|request|ticket)|working\s+(?:hours|days?)|business\s+(?:hours|days?)|my\s+absence|forward\w*|not\s+(?:be\s+)?(?:read|forwarded|monitored)|reference|ticket|phone|call|until"
    r"|zurück|wieder|dringend\w*|notf[aä]ll\w*|wenden|kolleg\w*|nachricht\w*|e-?mails?|weitergeleitet|beantwort\w*|vertret\w*|erreich\w*|werktag\w*|melden|bearbeit\w*|rückkehr"
    r"|retour|urgen\w*|contacter|collègue\w*|message|courriel|répond\w*|absence|délais|regreso|volver[ée]|urgente|contact[ea]\w*|compañer\w*|responder\w*|mensaje|correo|ausencia"
    r"|retorno|volto|contat\w*|contact\w*|colega\w*|mensagem|ausência|responderei|terug|dringend\w*|collega\w*|bericht|beantwoord\w*|reageer\w*|ritorno|rientr\w*|rientro|urgenz\w*|contattare|colleg\w*|messaggio|risponder\w*|tillbaka|brådskande)\b",
    re.I,
)
_THANKS_WORDS = frozenset(
    """
    thanks thank you thx ty tnx thnx tks cheers ta many so much very a lot again for your
    help support quick fast prompt reply response answer great perfect super awesome
    brilliant excellent amazing wonderful nice cool ok okay okey k alright fine good got it
    will do try that this it works worked working now works fine again all is everything
    resolved solved fixed sorted done clear understood noted received yes yep yeah oh wow
    everyone guys team folks appreciated appreciate really i we and the me to in advance
    can close be closed ticket case issue problem no further questions need noted. us see
    time kind kindly excellent service just helpful that's it's its i'll we'll thats great
    has been was am are happy well thankyou sounds lovely perfect legend legends worked
    danke dank vielen herzlichen besten lieben schön sehr vielmals für die ihre eure deine
    schnelle hilfe antwort rückmeldung unterstützung super prima klasse toll alles klar gut
    passt funktioniert jetzt wieder läuft geht erledigt gelöst behoben es hat geklappt ja
    nun bestens verstanden mache ich euch ihnen dir das
    merci beaucoup pour votre vos réponse aide rapide parfait super génial d'accord c'est
    bon ça marche fonctionne maintenant de nouveau résolu réglé tout est bien reçu noté à
    vous tous encore c'était entendu ok'
    gracias muchas mil por su tu la ayuda respuesta rápida perfecto genial vale de acuerdo
    ya funciona ahora otra vez todo resuelto solucionado bien recibido entendido muy amable
    a todos ok.
    obrigado obrigada muito pela ajuda resposta perfeito ótimo certo já funciona agora tudo
    resolvido bem entendido recebido valeu excelente novamente
    bedankt dank je u wel hartelijk voor de het hulp antwoord snelle reactie top prima
    werkt nu weer het opgelost alles duidelijk fijn goed begrepen ontvangen jullie
    grazie mille molte per l'aiuto aiuto risposta la perfetto ottimo va bene funziona ora
    adesso di nuovo risolto tutto chiaro ricevuto capito gentilissimi ancora
    tack så mycket för hjälpen det funkar fungerar nu igen löst tak takk
    """.split()
)
_THANKS_CORE = re.compile(
    r"\b(?:thanks|thank\s*(?:you|u)|thx+|thnx|tnx|tks|ty|cheers|danke?|merci|gracias|obrigad[oa]|valeu|bedankt|grazie|tack|takk?|appreciate[ds]?)\b",
    re.I,
)
_SETTLED = re.compile(
    r"\b(?:works?\s+(?:again|now|fine|perfectly)|(?:is|it['’]?s|that['’]?s|all|issue|problem)\s+(?:now\s+)?(?:fixed|solved|resolved|sorted|working|good|clear)|(?:got|worked)\s+it|will\s+(?:do|try)|(?:you\s+)?can\s+close|it\s+worked|that\s+worked|all\s+good|all\s+set|funktioniert\s+(?:jetzt|wieder|nun)|geht\s+(?:jetzt|wieder)|hat\s+geklappt|alles\s+klar|(?:ça|c['’]est)\s+(?:marche|bon|réglé|résolu)|fonctionne\s+(?:maintenant|à\s+nouveau)|ya\s+funciona|funciona\s+(?:ahora|agora)|já\s+funciona|(?:todo|tudo)\s+(?:resuelto|bien|resolvido|certo)|werkt\s+(?:nu|weer)|opgelost|(?:ora|adesso)\s+funziona|funziona\s+(?:ora|adesso|di\s+nuovo)|risolto|(?:det\s+)?(?:funkar|fungerar)\s+(?:nu|igen))\b",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:not|no\s+longer|n['’]t|never|don['’]?t|doesn['’]?t|didn['’]?t|isn['’]?t|won['’]?t|can['’]?t|cannot|but|however|still|except|nicht|kein\w*|aber|noch|ne|pas|mais|sauf|pero|sin|não|mas|ainda|niet|geen|maar|nog|non|ma|però|inte|men)\b",
    re.I,
)
_SPAM = (
    r"\b(?:congratulations|you\s+(?:have|['’]ve)\s+(?:been\s+)?(?:won|chosen|selected)|you\s+(?:are|['’]re)\s+(?:the\s+|a\s+|our\s+)?(?:lucky\s+)?winner|claim\s+your|you\s+won)\b",
    r"\b(?:vouchers?|gift\s+cards?|prize|lottery|jackpot|reward|business\s+loan|loan\s+of|inheritance|million\s+(?:dollars|usd|euros?)|bitcoin|crypto\s+invest\w*|casino|forex|viagra|cialis|free\s+iphone)\b",
    r"\b(?:click\s+(?:here|the\s+link|below|to)|act\s+now|limited\s+time|reply\s+(?:for|to\s+get|with)|for\s+a\s+(?:free\s+)?quote|100\s?%\s+free|risk[\s-]free|no\s+obligation|claim\s+(?:it|now|your))\b",
    r"\b(?:seo|search\s+engine\s+optimi[sz]ation|backlinks?|guest\s+posts?|link\s+(?:building|exchange)|domain\s+authority|(?:rank|ranking|top|first\s+page)\b[^.!?\n]{0,40}\b(?:google|search\s+(?:results|engines?))|web\s?site\s+(?:re)?design\s+services?|boost\s+your\s+(?:traffic|ranking|sales|website))\b",
    r"\b(?:we\s+(?:can|will|offer|provide|are\s+a\s+(?:leading\s+)?(?:agency|company))|i\s+(?:can|am\s+an?\s+(?:seo|digital|web))|i\s+(?:was\s+)?(?:came|come)\s+across\s+your\s+(?:web\s?site|site|blog)|our\s+(?:services|packages|agency)|are\s+you\s+interested\s+in|affordable\s+(?:price|rate|cost)s?)\b",
    r"\b(?:verify\s+your\s+(?:account|identity|password|mailbox)|your\s+(?:account|mailbox|password)\s+(?:has\s+been|will\s+be|is)\s+(?:suspended|locked|deactivated|expired?|limited|closed)|confirm\s+your\s+(?:account|password|bank\s+details)|mailbox\s+(?:is\s+)?(?:full|quota)|unusual\s+sign-?in)\b",
    r"\b(?:herzlichen\s+glückwunsch|sie\s+(?:haben|wurden)\s+[^.!?\n]{0,40}(?:gewonnen|ausgewählt)|gutschein|gewinnspiel|félicitations|vous\s+avez\s+(?:gagné|été\s+(?:sélectionné|choisi))|bon\s+d['’]achat|felicidades|enhorabuena|ha(?:s)?\s+(?:ganado|sido\s+(?:seleccionado|elegido))|parab[ée]ns|voc[êe]\s+(?:ganhou|foi\s+(?:selecionado|escolhido))|gefeliciteerd|u\s+(?:heeft|bent)\s+[^.!?\n]{0,30}(?:gewonnen|geselecteerd)|cadeaubon|congratulazioni|(?:hai|ha)\s+vinto|sei\s+stato\s+(?:scelto|selezionato)|buono\s+regalo)\b",
    r"\b(?:klicken\s+sie|jetzt\s+(?:klicken|einlösen|sichern|anfordern)|suchmaschinenoptimierung|cliquez\s+(?:ici|sur|pour)|référencement|haga\s+clic|haz\s+clic|posicionamiento|préstamo|clique\s+(?:aqui|para)|empréstimo|klik\s+(?:hier|op|om)|lening|clicca\s+(?:qui|per|sul)|prestito|kredit|prêt\s+de)\b",
)
_SPAM_FORMS = tuple(re.compile(form, re.I) for form in _SPAM)
_FILLERS = frozenset(
    """
    n/a|na|n.a.|none|nothing|nil|null|nan|no comment|no comments|nothing to add|nothing else
    |not applicable|test|testing|tbd|todo|asdf|xxx|x|xx|no subject|empty|leer|keine|nichts
    |kein kommentar|kein betreff|keine angabe|k.a.|rien|aucun|aucune|néant|sans objet|nada
    |ninguno|ninguna|sin comentarios|sin asunto|nenhum|nenhuma|sem comentários|sem assunto
    |geen|niets|geen opmerkingen|geen onderwerp|niente|nessuno|nessun commento
    |nessun oggetto|nvt|n.v.t.|inget|ignore|please ignore|sent by mistake
    |sent by mistake ignore|sent by mistake please ignore|sorry wrong address|wrong address|wrong recipient
    |sent in error|sorry sent by mistake|aus versehen gesendet|envoyé par erreur
    |enviado por error|enviado por engano|per ongeluk verzonden|inviato per errore
    |test test|test mail|test message|testing 123|this is a test|just a test|only a test|test email
    """.replace("\n    ", "")
    .strip()
    .split("|")
)
_ATTACHED = re.compile(
    r"^\W*(?:(?:please\s+)?(?:see|find|check)?\s*(?:the\s+|my\s+|our\s+)?(?:\w+\s+){0,2}(?:is\s+|are\s+)?(?:attached|enclosed)(?:\s+(?:is|are|please\s+find))?(?:\s+(?:the|my|our|file|a))?(?:\s+(?:invoice|screenshots?|files?|document|photos?|pictures?|log|logs|form|pdf|receipt)){0,2}|(?:see|in|as)\s+(?:the\s+)?attach\w+"
    r"|(?:siehe\s+)?(?:anbei|im\s+anhang|anhang|beigefügt)(?:\s+\w+){0,4}|(?:voir\s+)?(?:ci-joint|en\s+pièce\s+jointe|pièce\s+jointe)(?:\s+\w+){0,4}|(?:ver\s+)?(?:adjunto|adjunta)(?:\s+\w+){0,4}|(?:segue\s+|ver\s+)?(?:em\s+anexo|anexo)(?:\s+\w+){0,4}|(?:zie\s+)?(?:bijlage|bijgevoegd)(?:\s+\w+){0,4}|(?:vedi\s+)?(?:in\s+allegato|allegato)(?:\s+\w+){0,4}|se\s+bilaga)\W*$",
    re.I,
)
_WISHES = re.compile(
    r"^\W*(?:(?:i|we)\s+wish\s+you\s+|wishing\s+you\s+)?(?:(?:all\s+)?(?:a\s+)?(?:merry\s+christmas|happy\s+(?:new\s+year|holidays|easter|christmas|birthday)|season['’]s\s+greetings)|frohe\s+(?:weihnachten|ostern|festtage)|(?:ein\s+)?(?:gutes|frohes)\s+neues(?:\s+jahr)?|joyeux\s+noël|joyeuses\s+fêtes|bonne\s+année|feliz\s+(?:navidad|año(?:\s+nuevo)?|natal|ano\s+novo)|felices\s+fiestas|boas\s+festas|prettige\s+(?:feestdagen|kerstdagen)|fijne\s+feestdagen|gelukkig\s+nieuwjaar|buon\s+(?:natale|anno)|buone\s+feste|god\s+jul)(?:[\s,]+(?:to|and|the|whole|all|you|your|of|everyone|everybody|team|families|family|happy|new|year|a|from|us|at|an|das|ganze|alle|à|toute|l['’]équipe|a|todos|el|equipo|toda|equipe|het|hele|tutto|il|tutti|e|y|et|und|en)){0,9}\W*$",
    re.I,
)
_UNSUBSCRIBE = re.compile(
    r"^\W*(?:please\s+|kindly\s+)?(?:unsubscribe(?:\s+me)?|(?:take|remove)\s+(?:me|us|my\s+(?:address|e-?mail))\s+(?:off|from)\s+(?:this|your|the)\s+(?:mailing\s+)?list|stop\s+(?:sending|e-?mailing)\s+me(?:\s+\w+){0,3}|bitte\s+(?:vom\s+newsletter\s+)?abmelden|me\s+désabonner|désabonnez-moi|(?:por\s+favor\s+)?(?:denme|dadme)\s+de\s+baja|uitschrijven\s+(?:a\.?u\.?b\.?|graag)|cancellatemi\s+dalla\s+lista)(?:\s+(?:from|of|off)\s+[^.!?\n]{0,40})?\W*$",
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
    if _is_auto_reply(sentences, subject, words):
        return AUTO_REPLY
    if _is_spam(words):
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
    r"[\W_]*(?:no\s+subject|kein\s+betreff|ohne\s+betreff|(?:sans|aucun)\s+objet|sin\s+asunto|sem\s+assunto|geen\s+onderwerp|nessun\s+oggetto|question|frage|ticket|support|help|hilfe|request|anfrage|hello|hi|hallo|thanks?|thank\s+you|danke|merci|gracias|your\s+(?:ticket|request|case|message|e-?mail|enquiry)|ihr(?:e)?\s+(?:ticket|anfrage|nachricht)|offer|feedback|message|info|fyi|test|ok|attached|invoice|issue|problem|urgent|update|(?:your\s+)?(?:support\s+)?(?:ticket|case|request)\s*#?\s*\w*\d\w*)?[\W_]*$",
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
    return len(bare) < 80 and bool(_EMPTY_TITLE.match(bare) or _AUTO_TITLE.match(bare))


def _is_auto_reply(sentences: list[str], subject: str, words: str) -> bool:
    if _title_says(subject) or (
        not subject and sentences and _title_says(sentences[0])
    ):
        return True
    told = [bool(_AWAY.search(s) or _MACHINE.search(s)) for s in sentences]
    if not any(told):
        return False
    away = any(_AWAY.search(s) for s in sentences)
    other = [
        s
        for s, is_told in zip(sentences, told, strict=True)
        if not (is_told or _AROUND_AWAY.search(s) or _is_formula(s))
    ]
    first = next(n for n, is_told in enumerate(told) if is_told)
    allowed = len(sentences) // 4 if away else 0
    return len(other) <= allowed and first <= 2 and len(words.split()) <= 160


def _title_says(title: str) -> bool:
    found = _AUTO_TITLE.match(title)
    return bool(found and found["end"] in (":",) and len(title) < 200)


def _is_formula(sentence: str) -> bool:
    return bool(_THANKS_CORE.search(sentence)) and len(sentence.split()) <= 9


def _is_spam(words: str) -> bool:
    if len(words) > 900:
        return False
    cues = [bool(form.search(words)) for form in _SPAM_FORMS]
    # Asking to click or offering services is spam only beside a prize, a loan, a rank.
    return sum(cues) >= 2 and any(c for n, c in enumerate(cues) if n not in (2, 4))


def _is_nothing(words: str, sentences: list[str]) -> bool:
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
    bare = " ".join(re.findall(r"[\w/.']+", text.casefold())).strip(". ")
    if bare:
        return bare in _FILLERS or bare.replace(".", "") in _FILLERS
    return not _THUMB.search(text)


def _is_thanks(sentences: list[str], words: str) -> bool:
    if len(words.split()) > 25 or _NEGATION.search(words) or "?" in words:
        return False
    if not any(_THANKS_CORE.search(s) or _SETTLED.search(s) for s in sentences):
        return False
    for sentence in sentences:
        told = re.findall(r"[\w'’]+", sentence.casefold().replace("’", "'"))
        odd = [w for w in told if w not in _THANKS_WORDS and not w.isdigit()]
        if odd:
            return False
    return True
