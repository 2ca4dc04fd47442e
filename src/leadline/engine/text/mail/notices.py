"""Notices, footers and traces of machines: words nobody meant to say."""

from __future__ import annotations

import re
from functools import lru_cache

_MESSAGE = (
    r"(?:this|the\s+(?:information|content|contents)\s+(?:contained\s+)?(?:in|of)"
    r"\s+this)\s+(?:e-?mail|message|communication|transmission)"
    r"|(?:diese|die\s+in\s+dieser)\s+(?:e-?mail|nachricht|mitteilung)"
    r"|(?:ce|le\s+présent)\s+(?:message|courriel|e-?mail|mail|courrier)"
    r"|(?:este|el\s+presente)\s+(?:correo|mensaje|e-?mail|mail)|(?:esta|a"
    r"\s+presente)\s+(?:mensagem|comunicação)|este\s+e-?mail"
    r"|(?:dit|deze)\s+(?:bericht|e-?mail|e-mailbericht|mail)|(?:questo|il"
    r"\s+presente|questa|la\s+presente)\s+(?:messaggio|e-?mail|mail|comunicazione)"
    r"|detta\s+(?:meddelande|mejl)|denne\s+(?:e-?mail|meddelelse|e-?post)"
    r"|the\s+information\s+(?:contained\s+)?(?:herein|transmitted)"
    r"|l['\u2019]information\s+contenue|la\s+informaci[oó]n\s+contenida|as"
    r"\s+informações\s+contidas|le\s+informazioni\s+contenute|de\s+informatie\s+in"
    r"\s+(?:dit|deze)"
)
_LAW = (
    r"confidential\w*|privileged|intended\s+(?:only\s+|solely\s+|exclusively"
    r"\s+)?(?:for|recipient)|addressee\w*|recipient\w*|unauthori[sz]ed|disclos\w+"
    r"|disseminat\w+|notify\s+the\s+sender|delete\s+(?:it|this|the)|liabilit\w+"
    r"|virus\w*|legally|attachments?|prohibited"
    r"|vertraulich\w*|adressat\w*|empfänger\w*|unbefugt\w*|rechtlich"
    r"\s+geschützt\w*|absender\w*|vernichten"
    r"|confidentiel\w*|destinataire\w*|destiné\w*|strictement|exp[ée]diteur"
    r"|confidencial\w*|destinatari[oa]s?|dirigid[oa]|remitente"
    r"|prohibid[oa]|proibid[oa]|remetente|sigilos\w*|vertrouwelijk\w*"
    r"|geadresseerde\w*|bestemd|ontvanger\w*|afzender"
    r"|riservat\w*|confidenzial\w*|mittente|vietat\w*|konfidentiell\w*"
    r"|fortrolig\w*|mottagaren|modtageren"
)
_MESSAGE_RE = re.compile(_MESSAGE, re.I)
_LAW_RE = re.compile(rf"(?<!\w)(?:{_LAW})(?!\w)", re.I)
_TITLE = re.compile(
    r"[\W_]*(?:confidentiality(?:\s+(?:notice|note|statement))?|disclaimer|legal"
    r"\s+(?:notice|disclaimer)|privacy\s+notice|important\s+notice"
    r"|vertraulichkeitshinweis|haftungsausschluss|rechtlicher\s+hinweis|avis\s+de"
    r"\s+confidentialité|clause\s+de\s+confidentialité"
    r"|aviso\s+(?:legal|de\s+confidencialidad|de\s+confidencialidade)"
    r"|vertrouwelijkheidsverklaring|avviso\s+(?:legale|di\s+riservatezza)"
    r"|informativa\s+sulla\s+privacy)\s*(?::|$|[-\u2013—])",
    re.I,
)
_PRINT = re.compile(
    r"(?:consider|think\s+(?:of|about)|protect|respect|save)\s+(?:the"
    r"\s+)?(?:environment|trees|planet|paper|nature)\b[^\n]{0,40}\b(?:print|email"
    r"|mail)"
    r"|before\s+(?:you\s+)?print(?:ing)?\b|do\s+(?:you|we)\s+(?:really\s+)?need"
    r"\s+to\s+print"
    r"|(?:umwelt|papier|drucken|ausdrucken)[^\n]{0,80}(?:druck|e-?mail|mail"
    r"|umwelt)|(?:n['\u2019])?imprime[rz][^\n]{0,60}(?:nécessaire|mail|courriel"
    r"|environnement)|(?:environnement|planète)[^\n]{0,60}(?:d['\u2019])?imprim"
    r"|(?:antes\s+de\s+imprimir|medio\s+ambiente[^\n]{0,60}imprim|meio\s+ambiente"
    r"[^\n]{0,60}imprim|no\s+imprimas)|(?:milieu[^\n]{0,60}print|print"
    r"[^\n]{0,60}milieu|afdrukken[^\n]{0,40}milieu)|(?:ambiente[^\n]{0,60}stamp"
    r"|prima\s+di\s+stampare|stampare[^\n]{0,50}necessario)",
    re.I,
)
_MOBILE = re.compile(
    r"[\W_]*(?:(?:sent|send|delivered|emailed|written|typed)\s+(?:(?:by|via|using"
    r"|with|from|on)\s+)(?:the\s+)?(?:(?:my|a|an|our)\s+)?(?P<what>[^\n]{2,60})"
    r"|(?:von|vom|mit)\s+(?:meine[mr]|unterwegs|mobil\w*)\b[^\n]{0,40}?(?:gesendet"
    r"|geschickt|verschickt)?|gesendet\s+(?:mit|von|vom|via)\s+[^\n]{2,60}|diese"
    r"\s+nachricht\s+wurde\s+von\s+mein\w+[^\n]{0,40}gesendet"
    r"|envoy[ée]\s+(?:de|depuis|à\s+partir\s+de|avec)\s+(?:mon|ma|un|une|l['\u2019]"
    r"|yahoo|outlook|gmail|proton)[^\n]{0,50}|obtenez\s+outlook\b[^\n]{0,50}"
    r"|télécharge[rz]?\s+outlook\b[^\n]{0,50}"
    r"|enviado\s+(?:desde|con|do|da|de|a\s+partir|pelo|através)\s+[^\n]{2,50}"
    r"|obtener\s+outlook\b[^\n]{0,50}|obter\s+o?\s*outlook\b[^\n]{0,50}|baixe\s+o"
    r"\s+outlook\b[^\n]{0,50}"
    r"|verzonden\s+(?:vanaf|vanuit|met|via|van)\s+[^\n]{2,50}|verstuurd\s+(?:vanaf"
    r"|met|via)\s+[^\n]{2,50}|(?:download|outlook)\s+outlook\s+voor[^\n]{0,40}"
    r"|inviato\s+(?:da|dal|con|dall['\u2019])\s*[^\n]{2,50}|ottieni\s+outlook\b"
    r"[^\n]{0,50}|scarica\s+outlook\b[^\n]{0,50}"
    r"|skickat\s+från\s+[^\n]{2,50}|sendt\s+fra\s+[^\n]{2,50}|lähetetty\s+"
    r"[^\n]{2,50}|wysłane\s+z\s+[^\n]{2,50}"
    r"|(?:get|download|holen\s+sie\s+sich|laden\s+sie)\s+outlook\s*(?:for|für)\b"
    r"[^\n]{0,60}|outlook\s+für\s+(?:ios|android)\b[^\n]{0,40})[\s.!*_>)]*$",
    re.I,
)
_DEVICE = re.compile(
    r"phone|ipad|mobile|handy|android|galaxy|samsung|huawei|xiaomi|pixel|nokia"
    r"|blackberry|tablet|telefoon|telefon|device|gerät|mail|outlook|gmail|yahoo"
    r"|proton|windows|mac(?:book)?\b|watch|surface|telefono|teléfono|móvil|movil"
    r"|celular|telem[oó]vel|dispositivo|portable|appareil|smartph|cellulare"
    r"|wireless|apple|verizon|vodafone|torch|spark\b|superhuman|front\b|unterwegs"
    r"|mobil|chromebook|computer|laptop",
    re.I,
)
_SORRY = re.compile(
    r"[\W_]*(?:(?:please\s+)?(?:excuse|forgive|pardon|sorry\s+for|apologi\w+"
    r"\s+for)\s+(?:any\s+|the\s+|my\s+)?(?:typos|brevity|typing|spelling"
    r"|auto-?correct)[^\n]{0,60}|apologies\s+for\s+typos[^\n]{0,40})\s*$",
    re.I,
)
_NOISE = re.compile(
    r"[\W_]*+(?:(?:view|read|open|see|display)\s+(?:this\s+)?(?:e-?mail|message"
    r"|newsletter|it)\s+(?:in|on)\s+(?:your|a|the)\s+(?:web\s+)?browser[^\n]{0,80}"
    r"|(?:having\s+)?(?:trouble|problems)\s+(?:viewing|reading)\s+this"
    r"\s+(?:e-?mail|message)[^\n]{0,80}|if\s+you\s+(?:can['\u2019]?t|cannot)\s+(?:see"
    r"|read|view)\s+this\s+(?:e-?mail|message)[^\n]{0,80}"
    r"|(?:click\s+(?:here\s+)?to\s+)?unsubscribe(?:\s+(?:from|here|instantly|now"
    r"|at|\||<|\[)[^\n]{0,120})?|to\s+(?:unsubscribe|stop\s+receiving|opt\s+out)\b"
    r"[^\n]{0,160}"
    r"|(?:you|we)\s+(?:are\s+receiving|received|are\s+getting|sent\s+you)\s+this"
    r"\s+(?:e-?mail|message|newsletter|notification)\s+(?:because|as)[^\n]{0,200}"
    r"|(?:manage|update|change)\s+(?:your\s+)?(?:e-?mail\s+|notification\s+"
    r"|subscription\s+)?(?:preferences|notifications|subscriptions?|settings)(?:"
    r"\s*[|•·]\s*[^\n]{0,60})?"
    r"|(?:reply\s+to\s+this\s+e-?mail\s+directly|view\s+it\s+on\s+github)"
    r"[^\n]{0,160}|you\s+(?:can\s+)?(?:reply|respond)\s+to\s+this\s+(?:e-?mail"
    r"|message)\s+to\s+[^\n]{0,80}"
    r"|this\s+(?:e-?mail|message)\s+(?:is|was|has\s+been)\s+(?:a\s+service|sent"
    r"|delivered|generated|scanned|checked)\s+(?:from|to|by|for|automatically)"
    r"[^\n]{0,120}"
    r"|(?:virus-?free|virenfrei|sans\s+virus|libre\s+de\s+virus|livre\s+de\s+vírus"
    r"|virusvrij|privo\s+di\s+virus)[^\n]{0,60}"
    r"|(?:\[?\s*(?:external(?:\s+(?:e-?mail|sender|mail))?|extern(?:e\s+e-?mail|er"
    r"\s+absender)?|externe|externo)\s*\]?\s*[:!]?)\s*$"
    r"|(?:caution|warning|attention|vorsicht|achtung|external\s+email|be"
    r"\s+careful)\s*[:!\-\u2013—]+\s*(?:this|the|diese|ce|external|do\s+not|e-?mail)"
    r"[^\n]{0,260}?(?:outside|extern|unknown|links|anhänge|organi[sz]ation"
    r"|absender|exp[ée]diteur)[^\n]{0,260}"
    r"|this\s+(?:e-?mail|message)\s+(?:originated|came|comes|was\s+sent)\s+from"
    r"\s+(?:outside|an?\s+external)[^\n]{0,260}|do\s+not\s+click\s+(?:on"
    r"\s+)?(?:any\s+)?(?:links|attachments)[^\n]{0,200}"
    r"|you\s+don['\u2019]t\s+often\s+get\s+(?:e-?mail|mail)\s+from[^\n]{0,160}|sie"
    r"\s+erhalten\s+nicht\s+(?:häufig|oft)\s+e-?mails?\s+von[^\n]{0,160}|learn"
    r"\s+why\s+this\s+is\s+important[^\n]{0,80}"
    r"|(?:newsletter|e-?mails?)\s+abbestellen[^\n]{0,80}|(?:vom\s+newsletter"
    r"\s+)?abmelden|im\s+browser\s+(?:öffnen|ansehen|anzeigen)|wird\s+diese"
    r"\s+(?:e-?mail|nachricht)\s+nicht\s+(?:richtig|korrekt)[^\n]{0,80}"
    r"|se\s+désabonner[^\n]{0,80}|(?:voir|afficher|lire|consulter)\s+(?:ce(?:t)?"
    r"\s+)?(?:e-?mail|message|courriel|la\s+version)[^\n]{0,30}(?:navigateur|en"
    r"\s+ligne)[^\n]{0,30}"
    r"|darse\s+de\s+baja[^\n]{0,80}|cancelar\s+(?:la\s+)?suscripción[^\n]{0,60}"
    r"|ver\s+(?:este\s+)?(?:correo|e-?mail|mensaje)\s+en\s+(?:el|su|tu)"
    r"\s+navegador[^\n]{0,30}"
    r"|cancelar\s+(?:a\s+)?(?:inscrição|subscrição)[^\n]{0,60}|(?:ver|abrir)"
    r"\s+(?:este\s+)?(?:e-?mail|mensagem)\s+no\s+(?:seu\s+)?navegador[^\n]{0,30}"
    r"|(?:uitschrijven|afmelden)(?:\s+(?:van|voor)[^\n]{0,60})?|bekijk\s+(?:deze"
    r"|dit)\s+(?:e-?mail|bericht)\s+in\s+(?:je|uw|de)\s+browser[^\n]{0,30}"
    r"|(?:annulla|cancella)\s+(?:l['\u2019])?iscrizione[^\n]{0,60}|disiscriviti"
    r"[^\n]{0,60}|visualizza\s+(?:questa?\s+)?(?:e-?mail|messaggio)\s+(?:nel|sul)"
    r"\s+browser[^\n]{0,30}"
    r"|(?:join|start)\s+(?:your\s+)?(?:teams|zoom)\s+meeting[^\n]{0,60}"
    r"|ticket[-\s]?(?:id|no|nr|nummer|number|#)\.?\s*[:#]?\s*[\w-]{2,20}|\[?(?:ref"
    r"|case|ticket)\s*[:#]\s*[\w:._-]{3,60}\]?)[\W_]*$",
    re.I,
)
INLINE_NOISE = re.compile(
    r"\[cid:[^\]\n]{1,160}\]|<cid:[^>\n]{1,160}>|\[(?:image|inline\s+image|bild"
    r"|imagen|immagine|afbeelding|imagem|image\s+removed|logo)(?:\s*[:\d]"
    r"[^\]\n]{0,120})?\]"
    r"|!\[[^\]\n]{0,80}\]\([^)\n]{1,300}\)|ref:_[0-9A-Za-z._:!]{8,80}:ref|\[(?:ref"
    r"|ticket|case|thread)\s*[:#-]\s*[^\]\n]{3,80}\]",
    re.I,
)
_LINK = re.compile(r"<?https?://[^\s<>]{1,3000}>?", re.I)
_TRACKING = re.compile(
    r"safelinks\.protection\.outlook\.com|urldefense\.|list-manage\.com|sendgrid\.net/"
    r"|//click\.|//links?\.[^/]+/(?:ls|click|track)|/(?:track|wf|ls)/(?:click"
    r"|open)|[?&](?:utm_[a-z]+|mc_eid|mkt_tok|_hsenc)=",
    re.I,
)
_GREEN = re.compile(
    r"environment|trees|planet|paper|umwelt|papier|environnement|planète|nécessaire"
    r"|ambiente|milieu|necessario|need\s+to\s+print|before\s+(?:you\s+)?printing"
    r"|antes\s+de\s+imprimir|prima\s+di\s+stampare",
    re.I,
)
_DASHES = re.compile(r"[\s\W_]*$")


_NOTICE_SIGNS = tuple(
    (
        "confiden|privileged|intended|addressee|recipient|authori|disclos|disseminat"
        "|sender|delete|liabilit|virus|legal|attachment|prohibited|notice|disclaimer"
        "|vertraulich|adressat|empfänger|unbefugt|geschützt|vernichten|hinweis|haftung"
        "|destin|strictement|diteur|dirigid|remitente|prohibid|proibid|remetente|sigilos"
        "|aviso|vertrouwelijk|geadresseerde|bestemd|ontvanger|afzender|riservat|mittente"
        "|vietat|avviso|informativa|konfident|fortrolig|mottagaren|modtageren|print"
        "|environment|trees|planet|paper|nature|umwelt|papier|druck|druk|imprim|stamp"
    ).split("|")
)


def could_be_notice(text: str) -> bool:
    """Return whether a text holds a word without which nothing is a notice.

    Examples
    --------
    >>> could_be_notice("Only the ADDRESSEE may read it"), could_be_notice("It is slow")
    (True, False)
    """
    return any(map(text.lower().__contains__, _NOTICE_SIGNS))


@lru_cache(maxsize=2048)
def is_disclaimer(text: str, is_in_tail: bool = False) -> bool:
    """Return whether a paragraph is a notice of law, of printing or a firm's footer.

    Examples
    --------
    >>> is_disclaimer("This e-mail is confidential and only for the addressee.")
    True
    >>> is_disclaimer("The system shall keep all data of clients confidential.")
    False
    """
    if len(text) > 6000 or not could_be_notice(text):
        return False
    laws = {found.casefold() for found in _LAW_RE.findall(text)}
    if title := _TITLE.match(text):
        return bool(laws) or not text[title.end() :].strip()
    if len(laws) >= 2 and _MESSAGE_RE.search(text):
        return True
    if (
        laws
        and _MESSAGE_RE.match(text.lstrip(' \t*_-\u2013—[("'))
        and (is_in_tail or len(laws) > 1)
    ):
        return True
    if (
        _PRINT.search(text)
        and (is_in_tail or len(text) < 160)
        and _asks_not_to_print(text)
    ):
        return True
    return is_in_tail and len(laws) >= 3


def _asks_not_to_print(text: str) -> bool:
    return bool(_GREEN.search(text))


@lru_cache(maxsize=2048)
def is_mobile_footer(text: str) -> bool:
    """Return whether a line says from which device or program a mail was sent.

    Examples
    --------
    >>> is_mobile_footer("Von meinem iPhone gesendet")
    True
    >>> is_mobile_footer("Sent from my desk, easier than the phone.")
    False
    """
    if len(text) > 120:
        return False
    if _SORRY.match(text):
        return True
    found = _MOBILE.match(text)
    if not found:
        return False
    said = text.strip()
    head, _, tail = said.partition(", ")
    if tail and _SORRY.match(tail):
        said = head
    clauses = len(re.findall(r"[,;.!?](?=\s)", said))
    return bool(_DEVICE.search(said)) and clauses == 0 and len(said.split()) <= 11


@lru_cache(maxsize=2048)
def is_noise(text: str) -> bool:
    """Return whether a line was put there by a machine.

    Examples
    --------
    >>> [is_noise(t) for t in ("View this email in your browser", "The view is slow")]
    [True, False]
    """
    if not _DASHES.match(text) and len(text) <= 700 and _NOISE.match(text):
        return True
    bare = without_traces(text)
    return bare != text and not bare.strip(" \t\xa0<>[]()|")


def without_traces(text: str) -> str:
    """Return a text without pictures' places, marks of threads and tracking links.

    Examples
    --------
    >>> without_traces("The logo [cid:image001.png@01D] is blurred")
    'The logo  is blurred'
    """
    if "[" in text or "<cid" in text or "ref:_" in text:
        text = INLINE_NOISE.sub("", text)
    if "://" in text:
        text = _LINK.sub(lambda m: "" if _TRACKING.search(m[0]) else m[0], text)
    return text
