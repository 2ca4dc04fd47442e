"""Whether anything in a piece speaks for a mail: most pieces are plain."""

from __future__ import annotations

import re

_SIGNS = (
    "\n",
    "\r",
    "<",
    ">",
    "&",
    "[",
    "--",
    "__",
    " | ",
    "##",
    "://",
    "\u2028",
    "\x85",
)
_PHRASES = (
    "sent from",
    "sent via",
    "sent by",
    "sent with",
    "works again",
    "works now",
    "works fine",
    "it worked",
    "will try",
    "will do",
    "out of office",
    "the office",
    "on leave",
    "annual leave",
    "mailing list",
    "best,",
    "funktioniert wieder",
    "funktioniert jetzt",
    "fonctionne",
    "funciona",
    "werkt weer",
    "werkt nu",
    "funziona",
)
_WORD = re.compile(r"[^\W\d_]+")
_FIRST = frozenset(
    """
    hi hii hello hey hiya howdy greetings good dear dearest morning afternoon evening to
    hallo hallöchen moin servus grüezi grüß guten liebe lieber liebes sehr werte werter
    bonjour bonsoir rebonjour salut coucou cher chère chers chères madame monsieur
    mesdames messieurs hola holas buenas buenos estimado estimada estimados apreciado
    querido querida olá ola oi bom boa prezado prezada prezados caro cara cari care exmo
    exma hoi dag beste geachte lieve goedemorgen goedemiddag goedenavond goede goeie
    ciao
    salve buongiorno buonasera buon gentile gentili spett spettabile egregio
    gentilissimo
    hej hejsan hei god bästa kære kjære dzień cześć witam re aw wg fw fwd tr rv antw
    subject betreff objet asunto assunto onderwerp oggetto fyi automatic automatische
    réponse respuesta resposta automatisch risposta out abwesenheitsnotiz yo aloha
    """.split()
)
_ANYWHERE = frozenset(
    """
    thanks thank thx thxx ty tnx thnx tks cheers regards regard rgds sincerely
    faithfully
    wishes warmly cordially respectfully greetings wrote writes outlook sender
    confidential addressee disclaimer unsubscribe automated automatically attached
    enclosed congratulations website prize
    lottery winner casino bitcoin loans inheritance password mailbox voucher vouchers
    won loan seo backlinks verify suspended
    vacation ooo subject forwarded original forward
    grüße grüßen gruß gruesse gruss gruessen mfg lg vg hochachtungsvoll dank danke
    schrieb
    gesendet vertraulich urlaub abwesend büro anbei gutschein gewonnen herzlichen
    cordialement amicalement salutations agréer journée merci écrit envoyé confidentiel
    absent absente congés joint jointe félicitations gagné cdt cdlt bientôt
    saludos saludo atentamente atte abrazo cordialmente gracias escribió enviado
    confidencial vacaciones oficina adjunto adjunta felicidades ganado
    abraços abraço abs atenciosamente att cumprimentos obrigado obrigada valeu escreveu
    férias escritório anexo parabéns ganhou aguardo
    groet groeten groetjes hoogachtend bedankt dankjewel schreef verzonden verstuurd
    vertrouwelijk afwezig vakantie bijlage gefeliciteerd mvg
    saluti saluto cordialità giornata grazie scritto inviato riservato ferie assente
    ufficio allegato congratulazioni vinto
    hälsning hälsningar mvh tack hilsen tak takk skrev skickat mistake ignore
    fixed solved resolved geklappt resuelto resolvido opgelost risolto merry happy
    holidays
    """.split()
)


def speaks_for_mail(text: str) -> bool:
    """Return whether a piece must be looked at closely.

    Examples
    --------
    >>> [speaks_for_mail(t) for t in ("My card was declined", "Broken. Thanks, Jo")]
    [False, True]
    """
    if any(map(text.__contains__, _SIGNS)):
        return True
    small = text.casefold()
    words = _WORD.findall(small)
    if not words:
        return False
    if words[0] in _FIRST or not _ANYWHERE.isdisjoint(words):
        return True
    return any(map(small.__contains__, _PHRASES))
