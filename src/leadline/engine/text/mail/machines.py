"""What machines write by themselves, and what is sent to everybody."""

from __future__ import annotations

import re

from leadline.engine.text.mail.signs import guarded

THANKS_CORE = re.compile(
    r"\b(?:thanks|thank\s*(?:you|u)|thx+|thnx|tnx|tks|ty|cheers|danke?|merci"
    r"|gracias|obrigad[oa]|valeu|bedankt|grazie|tack|takk?|appreciate[ds]?)\b",
    re.I,
)
_AWAY = guarded(
    r"\b(?:i\s*(?:am|['\u2019]m|will\s+be|['\u2019]ll\s+be)|we\s+are)"
    r"\s+(?:currently\s+|now"
    r"\s+|away\s+and\s+)?(?:out\s+of\s+(?:the\s+)?office|ooo|on\s+(?:(?:annual"
    r"|parental|maternity|paternity|sick)\s+)?(?:leave|vacation|holiday)|on"
    r"\s+holidays|away\s+(?:from\s+(?:the\s+office|my\s+desk)|until|till|on))\b"
    r"|^(?:currently\s+)?out\s+of\s+(?:the\s+)?office\s+(?:until|till|from|and|with)\b"
    r"|\bich\s+bin\s+(?:derzeit\s+|aktuell\s+|zurzeit\s+|momentan\s+|bis\s+"
    r"[^!?\n]{2,30}\s+|vom\s+[^!?\n]{2,40}\s+|ab\s+[^!?\n]{2,30}\s+|heute"
    r"\s+)?(?:nicht\s+(?:im\s+(?:büro|haus)|erreichbar|am\s+arbeitsplatz)|abwesend"
    r"|im\s+urlaub|außer\s+haus|in\s+elternzeit)\b"
    r"|\bje\s+(?:suis|serai)\s+(?:actuellement\s+)?(?:absente?|en\s+(?:congés?"
    r"|vacances|déplacement)|hors\s+du\s+bureau)\b"
    r"|\b(?:estoy|estar[ée]|me\s+encuentro)\s+(?:actualmente\s+)?(?:fuera\s+de"
    r"\s+(?:la\s+)?oficina|de\s+vacaciones|ausente|de\s+baja)\b"
    r"|\b(?:estou|estarei|encontro-me)\s+(?:atualmente\s+|neste\s+momento"
    r"\s+)?(?:fora\s+do\s+escrit[óo]rio|ausente|de\s+f[ée]rias|em\s+f[ée]rias)\b"
    r"|\bik\s+ben\s+(?:momenteel\s+|op\s+dit\s+moment\s+|tot\s+[^!?\n]{2,30}\s+"
    r"|van\s+[^!?\n]{2,40}\s+)?(?:afwezig|niet\s+(?:op\s+kantoor|aanwezig"
    r"|bereikbaar)|op\s+vakantie|met\s+(?:vakantie|verlof))\b"
    r"|\b(?:sono|sarò)\s+(?:attualmente\s+|momentaneamente\s+)?(?:fuori"
    r"\s+(?:ufficio|sede)|assente|in\s+(?:ferie|vacanza|malattia))\b"
    r"|\bjag\s+är\s+(?:för\s+närvarande\s+)?(?:inte\s+på\s+kontoret|på\s+semester"
    r"|bortrest|ledig)\b",
    "office|ooo|leave|vacation|holiday|away|büro|haus|erreichbar|arbeitsplatz|abwesend"
    "|urlaub|elternzeit|absent|congé|vacances|déplacement|bureau|oficina|vacaciones"
    "|ausente|baja|escrit|rias|afwezig|kantoor|aanwezig|bereikbaar|vakantie|verlof"
    "|ufficio|sede|assente|ferie|vacanza|malattia|kontoret|semester|bortrest|ledig",
)
_MACHINE = guarded(
    r"\bthis\s+is\s+an?\s+(?:automated|automatic|auto-?generated"
    r"|system[\s-]generated)\s+(?:message|e-?mail|reply|response|notification)\b"
    r"|\b(?:please\s+)?do\s+not\s+(?:reply|respond)\s+to\s+this\s+(?:e-?mail"
    r"|message|address)\b|\bthis\s+(?:mailbox|inbox|address)\s+is\s+not"
    r"\s+monitored\b"
    r"|\b(?:we|we['\u2019]ve)\s+(?:have\s+)?received\s+your\s+(?:e-?mail|message"
    r"|request|enquiry|inquiry|ticket)\b|\byour\s+(?:request|ticket|case|message)"
    r"\s+(?:\S+\s+)?(?:has\s+been|was)\s+(?:received|created|registered|logged)\b"
    r"|\bdies(?:e|es)?\s+(?:ist\s+eine\s+automatisch\w*|e-?mail\s+wurde"
    r"\s+automatisch|nachricht\s+wurde\s+automatisch)|\bwir\s+haben\s+ihre"
    r"\s+(?:anfrage|nachricht|e-?mail)\s+erhalten\b|\bihre\s+(?:anfrage|nachricht"
    r"|e-?mail)\s+ist\s+(?:bei\s+uns\s+)?eingegangen\b|\bbitte\s+antworten\s+sie"
    r"\s+nicht\s+auf\s+diese\b"
    r"|\b(?:ceci\s+est|ce\s+(?:message|courriel)\s+est)\s+(?:un\s+message"
    r"\s+)?(?:automatique|généré\s+automatiquement)|\bnous\s+avons\s+bien\s+reçu"
    r"\s+votre\s+(?:message|demande|e-?mail|courriel)\b|\b(?:merci\s+de\s+)?ne"
    r"\s+pas\s+répondre\s+à\s+ce\s+(?:message|courriel|mail)"
    r"|\beste\s+es\s+un\s+(?:mensaje|correo)\s+(?:automático|generado)|\bhemos"
    r"\s+recibido\s+(?:su|tu)\s+(?:mensaje|solicitud|consulta|correo)\b|\bno"
    r"\s+responda\s+a\s+este\s+(?:mensaje|correo)"
    r"|\best[ea]\s+é\s+uma?\s+(?:mensagem|e-?mail|resposta)\s+autom[áa]tic[ao]"
    r"|\brecebemos\s+(?:a\s+)?(?:sua|seu|o\s+seu)\s+(?:mensagem|solicitação|pedido"
    r"|e-?mail|contato)\b|\bnão\s+responda\s+(?:a\s+)?est[ea]\s"
    r"|\bdit\s+is\s+een\s+(?:automatisch|automatische)\b|\bwij?\s+hebben\s+(?:uw"
    r"|je)\s+(?:bericht|aanvraag|e-?mail|verzoek)\s+(?:goed\s+)?ontvangen\b"
    r"|\bquesto\s+è\s+un\s+messaggio\s+automatico|\babbiamo\s+ricevuto\s+(?:la"
    r"\s+(?:sua|tua|vostra)\s+|il\s+(?:suo|tuo|vostro)\s+)(?:richiesta|messaggio"
    r"|e-?mail)\b|\bnon\s+rispond(?:ere|a|ete)\s+a\s+questa?\b"
    r"|\b(?:mail\s+delivery\s+(?:failed|subsystem)|delivery\s+status"
    r"\s+notification|undeliver(?:able|ed)\s+mail|(?:message|mail)\s+could\s+not"
    r"\s+be\s+delivered|unzustellbar\w*)\b",
    "auto|generated|generado|reply|respond|monitored|received|created|registered|logged"
    "|erhalten|eingegangen|antworten|reçu|répondre|recibido|recebemos|ontvangen"
    "|ricevuto|rispond|deliver|zustellbar",
)
AUTO_TITLE = re.compile(
    r"^\W*(?:automatic\s+reply|auto(?:matic)?[\s-]?(?:reply|response|responder)"
    r"|out\s+of\s+(?:the\s+)?office(?:\s+(?:auto)?-?reply)?|ooo|away\s+from"
    r"\s+(?:my\s+desk|the\s+office)|(?:automatische\s+)?(?:abwesenheits(?:notiz"
    r"|meldung|nachricht|assistent)|antwort)|automatische\s+antwort|réponse"
    r"\s+automatique|absence\s+du\s+bureau|message\s+d['\u2019]absence|respuesta"
    r"\s+autom[áa]tica|fuera\s+de\s+(?:la\s+)?oficina|resposta\s+autom[áa]tica"
    r"|fora\s+do\s+escrit[óo]rio|automatisch\s+antwoord|afwezig(?:heids\w*)?"
    r"|risposta\s+automatica|fuori\s+(?:ufficio|sede)|autosvar|automatiskt\s+svar"
    r"|undeliverable|delivery\s+status\s+notification|mail\s+delivery\s+failed)"
    r"\s*(?P<end>[:\-\u2013]|$)",
    re.I,
)
_AROUND_AWAY = re.compile(
    r"\b(?:return\w*|back\s+(?:on|in|at|by)|be\s+back|urgent\w*|emergenc\w*"
    r"|contact|colleague\w*|limited\s+access|no\s+access|access\s+to\s+(?:my"
    r"\s+)?e-?mail|reply|respond\w*|answer\w*|get\s+back\s+to\s+you|in\s+touch"
    r"|your\s+(?:e-?mail|message|mail|request|ticket)|working\s+(?:hours|days?)"
    r"|business\s+(?:hours|days?)|my\s+absence|forward\w*|not\s+(?:be\s+)?(?:read"
    r"|forwarded|monitored)|reference|ticket|phone|call|until"
    r"|zurück|wieder|dringend\w*|notf[aä]ll\w*|wenden|kolleg\w*|nachricht\w*"
    r"|e-?mails?|weitergeleitet|beantwort\w*|vertret\w*|erreich\w*|werktag\w*"
    r"|melden|bearbeit\w*|rückkehr"
    r"|retour|urgen\w*|contacter|collègue\w*|message|courriel|répond\w*|absence"
    r"|délais|regreso|volver[ée]|urgente|contact[ea]\w*|compañer\w*|responder\w*"
    r"|mensaje|correo|ausencia"
    r"|retorno|volto|contat\w*|contact\w*|colega\w*|mensagem|ausência|responderei"
    r"|terug|dringend\w*|collega\w*|bericht|beantwoord\w*|reageer\w*|ritorno"
    r"|rientr\w*|rientro|urgenz\w*|contattare|colleg\w*|messaggio|risponder\w*"
    r"|tillbaka|brådskande)\b",
    re.I,
)
_SPAM = (
    guarded(
        r"\b(?:congratulations|you\s+(?:have|['\u2019]ve)\s+(?:been\s+)?(?:won|chosen"
        r"|selected)|you\s+(?:are|['\u2019]re)\s+(?:the\s+|a\s+|our\s+)?(?:lucky\s+)?winner"
        r"|claim\s+your|you\s+won(?!['\u2019]))\b",
        "congratulations|won|chosen|selected|winner|claim",
    ),
    guarded(
        r"\b(?:vouchers?|gift\s+cards?|prize|lottery|jackpot|reward|business\s+loan"
        r"|loan\s+of|inheritance|million\s+(?:dollars|usd|euros?)|bitcoin|crypto"
        r"\s+invest\w*|casino|forex|viagra|cialis|free\s+iphone)\b",
        "voucher|gift|prize|lottery|jackpot|reward|loan|inheritance|million|bitcoin|crypto"
        "|casino|forex|viagra|cialis|iphone",
    ),
    guarded(
        r"\b(?:click\s+(?:here|the\s+link|below|to)|act\s+now|limited\s+time|reply"
        r"\s+(?:for|to\s+get|with)|for\s+a\s+(?:free\s+)?quote|100\s?%\s+free"
        r"|risk[\s-]free|no\s+obligation|claim\s+(?:it|now|your))\b",
        "click|now|limited|reply|quote|free|obligation|claim",
    ),
    guarded(
        r"\b(?:seo|search\s+engine\s+optimi[sz]ation|backlinks?|guest\s+posts?|link"
        r"\s+(?:building|exchange)|domain\s+authority|(?:rank|ranking|top|first"
        r"\s+page)\b[^.!?\n]{0,40}\b(?:google|search\s+(?:results|engines?))|web"
        r"\s?site\s+(?:re)?design\s+services?|boost\s+your\s+(?:traffic|ranking|sales"
        r"|website))\b",
        "seo|optimi|backlink|guest|link|domain|google|search|design|boost",
    ),
    guarded(
        r"\b(?:we\s+(?:can|will|offer|provide|are\s+a\s+(?:leading\s+)?(?:agency"
        r"|company))|i\s+(?:can|am\s+an?\s+(?:seo|digital|web))|i\s+(?:was\s+)?(?:came"
        r"|come)\s+across\s+your\s+(?:web\s?site|site|blog)|our\s+(?:services|packages"
        r"|agency)|are\s+you\s+interested\s+in|affordable\s+(?:price|rate|cost)s?)\b",
        "we|i|our|you|affordable",
    ),
    guarded(
        r"\b(?:verify\s+your\s+(?:account|identity|password|mailbox)|your\s+(?:account"
        r"|mailbox|password)\s+(?:has\s+been|will\s+be|is)\s+(?:suspended|locked"
        r"|deactivated|expired?|limited|closed)|confirm\s+your\s+(?:account|password"
        r"|bank\s+details)|mailbox\s+(?:is\s+)?(?:full|quota)|unusual\s+sign-?in)\b",
        "verify|suspended|locked|deactivated|expire|limited|closed|confirm|mailbox|unusual",
    ),
    guarded(
        r"\b(?:herzlichen\s+glückwunsch|sie\s+(?:haben|wurden)\s+"
        r"[^.!?\n]{0,40}(?:gewonnen|ausgewählt)|gutschein|gewinnspiel|félicitations"
        r"|vous\s+avez\s+(?:gagné|été\s+(?:sélectionné|choisi))|bon\s+d['\u2019]achat"
        r"|felicidades|enhorabuena|ha(?:s)?\s+(?:ganado|sido\s+(?:seleccionado"
        r"|elegido))|parab[ée]ns|voc[êe]\s+(?:ganhou|foi\s+(?:selecionado|escolhido))"
        r"|gefeliciteerd|u\s+(?:heeft|bent)\s+[^.!?\n]{0,30}(?:gewonnen|geselecteerd)"
        r"|cadeaubon|congratulazioni|(?:hai|ha)\s+vinto|sei\s+stato\s+(?:scelto"
        r"|selezionato)|buono\s+regalo)\b",
        "glückwunsch|gewonnen|ausgewählt|gutschein|gewinnspiel|félicitations|gagné"
        "|sélectionné|choisi|achat|felicidades|enhorabuena|ganado|seleccionado|elegido"
        "|parab|ganhou|selecionado|escolhido|gefeliciteerd|geselecteerd|cadeaubon"
        "|congratulazioni|vinto|scelto|selezionato|regalo",
    ),
    guarded(
        r"\b(?:klicken\s+sie|jetzt\s+(?:klicken|einlösen|sichern|anfordern)"
        r"|suchmaschinenoptimierung|cliquez\s+(?:ici|sur|pour)|référencement|haga"
        r"\s+clic|haz\s+clic|posicionamiento|préstamo|clique\s+(?:aqui|para)"
        r"|empréstimo|klik\s+(?:hier|op|om)|lening|clicca\s+(?:qui|per|sul)|prestito"
        r"|kredit|prêt\s+de)\b",
        "klick|einlösen|sichern|anfordern|suchmaschinen|clique|référencement|clic"
        "|posicionamiento|préstamo|empréstimo|klik|lening|prestito|kredit|prêt",
    ),
)
_WEAK_SPAM = (2, 4)
"""Asking to click, and offers, are spam only beside a prize, a loan or a rank."""


def is_auto_reply(sentences: list[str], subject: str, words: str) -> bool:
    """Return whether a piece is somebody's absence or a receipt, and nothing else.

    Examples
    --------
    >>> away = "I am out of the office until May."
    >>> is_auto_reply([away], "", away)
    True
    >>> is_auto_reply([away, "The export fails again."], "", away)
    False
    """
    if _title_says(subject) or (
        not subject and sentences and _title_says(sentences[0])
    ):
        return True
    small = words.lower()
    if not (_AWAY.could_match(small) or _MACHINE.could_match(small)):
        return False
    is_away = [_AWAY.is_in(s, s.lower()) for s in sentences]
    told = [
        a or _MACHINE.is_in(s, s.lower())
        for a, s in zip(is_away, sentences, strict=True)
    ]
    if not any(told):
        return False
    away = any(is_away)
    other = [
        s
        for s, is_told in zip(sentences, told, strict=True)
        if not (is_told or _AROUND_AWAY.search(s) or _is_formula(s))
    ]
    first = next(n for n, is_told in enumerate(told) if is_told)
    allowed = len(sentences) // 4 if away else 0
    return len(other) <= allowed and first <= 2 and len(words.split()) <= 160


def _title_says(title: str) -> bool:
    found = AUTO_TITLE.match(title)
    return bool(found and found["end"] in (":",) and len(title) < 200)


def _is_formula(sentence: str) -> bool:
    return bool(THANKS_CORE.search(sentence)) and len(sentence.split()) <= 9


def is_spam(words: str) -> bool:
    """Return whether two signs at least say that a piece went to everybody.

    Examples
    --------
    >>> is_spam("You have won a voucher, click here"), is_spam("My voucher fails")
    (True, False)
    """
    if len(words) > 900:
        return False
    small = words.lower()
    plain = sum(
        form.is_in(words, small)
        for number, form in enumerate(_SPAM)
        if number not in _WEAK_SPAM
    )
    if plain != 1:
        return plain > 1
    return any(_SPAM[number].is_in(words, small) for number in _WEAK_SPAM)
