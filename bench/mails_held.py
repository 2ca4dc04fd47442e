"""Wordings of mails in seven languages that no rule was tuned on."""

from __future__ import annotations

BODIES = {
    "en": [
        "When a driver swaps a shift, the old route stays on the board",
        "Two things bother us:\n"
        "- the map is grey after midnight\n"
        "- routes cannot be printed\n"
        "The first one is urgent.",
        "I'd like to see who approved a detour. Is that possible?",
        "Thanks for the new map, but the best routes are now hidden behind "
        "three clicks.",
    ],
    "de": [
        "Beim Tausch einer Schicht bleibt die alte Tour auf der Tafel stehen",
        "Zwei Punkte stören uns:\n"
        "- die Karte ist nach Mitternacht grau\n"
        "- Touren lassen sich nicht drucken\n"
        "Der erste ist dringend.",
        "Danke für die neue Karte, aber die Touren liegen jetzt drei Klicks tief.",
    ],
    "fr": [
        "Quand un chauffeur échange son service, l'ancienne tournée reste au tableau",
        "Deux points nous gênent :\n"
        "- la carte est grise après minuit\n"
        "- on ne peut pas imprimer les tournées\n"
        "Le premier est urgent.",
        "Merci pour la nouvelle carte, mais les tournées sont cachées derrière "
        "trois clics.",
    ],
    "es": [
        "Cuando un conductor cambia de turno, la ruta antigua sigue en el tablero",
        "Dos cosas nos molestan:\n"
        "- el mapa sale gris después de medianoche\n"
        "- no se pueden imprimir las rutas\n"
        "La primera es urgente.",
        "Gracias por el mapa nuevo, pero las rutas quedan a tres clics.",
    ],
    "pt": [
        "Quando um motorista troca de turno, a rota antiga continua no quadro",
        "Duas coisas incomodam:\n"
        "- o mapa fica cinzento depois da meia-noite\n"
        "- não se imprimem as rotas\n"
        "A primeira é urgente.",
        "Obrigado pelo mapa novo, mas as rotas ficaram a três cliques.",
    ],
    "nl": [
        "Als een chauffeur van dienst ruilt, blijft de oude rit op het bord staan",
        "Twee dingen storen ons:\n"
        "- de kaart is grijs na middernacht\n"
        "- ritten zijn niet te printen\n"
        "Het eerste is dringend.",
        "Bedankt voor de nieuwe kaart, maar de ritten zitten nu drie klikken diep.",
    ],
    "it": [
        "Quando un autista cambia turno, il vecchio giro resta sul tabellone",
        "Due cose ci disturbano:\n"
        "- la mappa è grigia dopo mezzanotte\n"
        "- i giri non si stampano\n"
        "La prima è urgente.",
        "Grazie per la nuova mappa, ma i giri ora sono nascosti dietro tre clic.",
    ],
}
GREETINGS = {
    "en": [
        "Hey Rosa!",
        "Good afternoon everyone,",
        "Dear Ms Kellner,",
        "Hi there",
        "To whom it may concern:",
        "Greetings,",
    ],
    "de": [
        "Moin,",
        "Liebes Team,",
        "Guten Morgen Frau Kellner,",
        "Hallo Herr Dr. Sturm",
        "Servus!",
    ],
    "fr": ["Bonsoir,", "Chère équipe,", "Salut Rosa,", "Bonjour Madame Kellner,"],
    "es": [
        "Buenas tardes,",
        "Hola a todos:",
        "Estimada señora Kellner:",
        "Querida Rosa,",
    ],
    "pt": ["Boa tarde,", "Caros,", "Oi Rosa,", "Exmos. Senhores,"],
    "nl": ["Hoi Rosa,", "Geachte heer/mevrouw,", "Goedemiddag,", "Dag allemaal,"],
    "it": ["Salve,", "Gentili signori,", "Buonasera Rosa,", "Egregio dottor Sturm,"],
}
SIGN_OFFS = {
    "en": [
        "Many thanks and best wishes,",
        "Cheers",
        "Yours sincerely,",
        "All the best,",
        "Warmly,",
        "Thank you for your help!",
    ],
    "de": [
        "Beste Grüße aus Bremen",
        "LG",
        "Freundliche Grüße",
        "Herzlichen Dank im Voraus",
        "Mit besten Grüßen,",
    ],
    "fr": [
        "Bien cordialement,",
        "Merci beaucoup",
        "Sincères salutations",
        "Bonne journée,",
    ],
    "es": ["Un saludo,", "Saludos cordiales", "Gracias de antemano,", "Un abrazo"],
    "pt": ["Com os melhores cumprimentos,", "Abraços", "Muito obrigada", "Att.,"],
    "nl": ["Vriendelijke groeten,", "Hartelijke groet", "Mvg", "Dank je wel,"],
    "it": ["Distinti saluti,", "Un caro saluto", "Grazie in anticipo,", "A presto"],
}
SIGNATURES = [
    "Piet van den Berg",
    "J. Moreau\n"
    "Directrice d'exploitation\n"
    "Transports Moreau S.A.R.L.\n"
    "12 rue des Lilas, 69003 Lyon\n"
    "Mobile: 06 12 34 56 78",
    "Tomás",
    "Ines Duarte, Operations Manager\n"
    "Northline Haulage Inc. • 400 Dock Street • Suite 12\n"
    "p: (555) 010-2233 • ines@northline.example",
    "--\nK. Sturm\nDisponent",
    "Giulia Ferri\n____________________\nFerri Logistica S.r.l.\nP.IVA 01234567890",
]
FOOTERS = {
    "en": [
        "Sent from Outlook for iOS",
        "Sent via Samsung Galaxy smartphone, please excuse typos",
        "Sent from my Pixel 9",
    ],
    "de": [
        "Gesendet von Outlook für iOS",
        "Von unterwegs gesendet",
        "Diese Nachricht wurde von meinem Android-Gerät mit GMX Mail gesendet.",
    ],
    "fr": ["Envoyé à partir de Outlook pour iOS", "Télécharger Outlook pour Android"],
    "es": ["Enviado desde Outlook para iOS", "Enviado desde mi teléfono Huawei"],
    "pt": ["Enviado do Outlook para Android", "Enviado do meu telemóvel"],
    "nl": ["Verzonden vanuit Outlook voor iOS", "Verstuurd met mijn telefoon"],
    "it": ["Inviato da Outlook per Android", "Inviato dal mio smartphone"],
}
NOTICES = {
    "en": [
        "The information contained in this message may be privileged. If you "
        "are not the intended recipient, please notify the sender and delete it.",
        "DISCLAIMER: Any views in this communication are those of its author; "
        "disclosure to others is prohibited.",
        "Save paper - think before you print this mail.",
    ],
    "de": [
        "Sollten Sie nicht der vorgesehene Empfänger sein, informieren Sie "
        "bitte den Absender und vernichten Sie diese Nachricht.",
        "Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.",
    ],
    "fr": [
        "Si vous n'êtes pas le destinataire de ce message, merci d'en avertir "
        "l'expéditeur et de le détruire.",
        "Pensez à l'environnement avant d'imprimer ce courriel.",
    ],
    "es": [
        "Si usted no es el destinatario de este correo, notifíquelo al "
        "remitente; su uso está prohibido.",
        "Antes de imprimir este correo piense en el medio ambiente.",
    ],
    "pt": [
        "Se não for o destinatário desta mensagem, avise o remetente; a "
        "divulgação é proibida.",
        "Antes de imprimir este e-mail pense no meio ambiente.",
    ],
    "nl": [
        "Bent u niet de ontvanger van dit bericht, waarschuw dan de afzender; "
        "de inhoud is vertrouwelijk.",
        "Denk aan het milieu voordat u deze e-mail print.",
    ],
    "it": [
        "Se non siete i destinatari di questo messaggio avvisate il mittente: "
        "la diffusione è vietata.",
        "Prima di stampare questa mail pensa all'ambiente.",
    ],
}
REPLIES = {
    "en": [
        "On 03/06/2026 17:40, Care Desk wrote:",
        "On Jun 3, 2026, at 5:40 PM, Care Desk\n<care@routes.example> wrote:",
        "Care Desk <care@routes.example> wrote on Wed, 3 Jun 2026:",
    ],
    "de": [
        "Am Mi., 3. Juni 2026 um 17:40 Uhr schrieb Care Desk\n<care@routes.example>:",
        "Care Desk <care@routes.example> schrieb am 3. Juni 2026 um 17:40:",
    ],
    "fr": [
        "Le 03/06/2026 à 17:40, Care Desk a écrit :",
        "Le mer. 3 juin 2026 à 17:40, Care Desk <care@routes.example> a\nécrit :",
    ],
    "es": [
        "El 3/6/2026 a las 17:40, Care Desk escribió:",
        "El mié., 3 jun. 2026 17:40, Care Desk <care@routes.example> escribió:",
    ],
    "pt": [
        "Em 03/06/2026 17:40, Care Desk escreveu:",
        "Care Desk <care@routes.example> escreveu no dia quarta, 3/06/2026 à(s) 17:40:",
    ],
    "nl": [
        "Op 3-6-2026 om 17:40 schreef Care Desk:",
        "Op wo 3 jun 2026 17:40 schreef Care Desk <care@routes.example>:",
    ],
    "it": [
        "Il 03/06/2026 17:40, Care Desk ha scritto:",
        "Il giorno mer 3 giu 2026 alle 17:40 Care Desk\n"
        "<care@routes.example> ha scritto:",
    ],
}
HEADS = {
    "en": [
        "________________________________\n"
        "From: Care Desk\n"
        "Date: Wednesday, June 3, 2026 at 5:40 PM\n"
        "To: Depot <depot@northline.example>\n"
        "Cc: Rosa\n"
        "Subject: RE: Routes",
        "*From:* Care Desk\n*Sent:* 03 June 2026 17:40\n*To:* Depot\n*Subject:* Routes",
    ],
    "de": [
        "-----Ursprüngliche Nachricht-----\n"
        "Von: Care Desk\n"
        "Gesendet: Mittwoch, 3. Juni 2026 17:40\n"
        "An: Depot\n"
        "Cc: Rosa\n"
        "Betreff: AW: Touren"
    ],
    "fr": [
        "-----Message d'origine-----\n"
        "De : Care Desk\n"
        "Envoyé : mercredi 3 juin 2026 17:40\n"
        "À : Depot\n"
        "Objet : RE: Tournées"
    ],
    "es": [
        "De: Care Desk\n"
        "Fecha: miércoles, 3 de junio de 2026, 17:40\n"
        "Para: Depot\n"
        "Asunto: RE: Rutas"
    ],
    "pt": [
        "-----Mensagem original-----\n"
        "De: Care Desk\n"
        "Enviada em: quarta-feira, 3 de junho de 2026 17:40\n"
        "Para: Depot\n"
        "Assunto: RES: Rotas"
    ],
    "nl": [
        "-----Oorspronkelijk bericht-----\n"
        "Van: Care Desk\n"
        "Verzonden: woensdag 3 juni 2026 17:40\n"
        "Aan: Depot\n"
        "Onderwerp: RE: Ritten"
    ],
    "it": [
        "-----Messaggio originale-----\n"
        "Da: Care Desk\n"
        "Inviato: mercoledì 3 giugno 2026 17:40\n"
        "A: Depot\n"
        "Oggetto: R: Giri"
    ],
}
FORWARDS = {
    "en": ["Begin forwarded message:", "-------- Forwarded Message --------"],
    "de": [
        "Anfang der weitergeleiteten Nachricht:",
        "-------- Weitergeleitete Nachricht --------",
    ],
    "fr": ["Début du message réexpédié :", "-------- Message transféré --------"],
    "es": ["Inicio del mensaje reenviado:", "-------- Mensaje reenviado --------"],
    "pt": [
        "Início da mensagem reencaminhada:",
        "-------- Mensagem encaminhada --------",
    ],
    "nl": ["Begin doorgestuurd bericht:", "-------- Doorgestuurd bericht --------"],
    "it": ["Inizio messaggio inoltrato:", "-------- Messaggio inoltrato --------"],
}
COVERS = {
    "en": ["Please see below.", "Forwarding this from a customer.", ""],
    "de": ["z.K.", "Siehe Mail unten", ""],
    "fr": ["Je vous transfère ce message", ""],
    "es": ["Te reenvío este correo", ""],
    "pt": ["Segue abaixo", ""],
    "nl": ["Zie onderstaande mail", ""],
    "it": ["Ti inoltro la mail di un cliente", ""],
}
OURS = [
    "We are looking into your report.\n\nHave you tried to clear the cache?",
    "Your case is with our engineers.\nRegards\nCare Desk",
]
AWAY = {
    "en": [
        "Thank you for your message. I'm on annual leave with limited access "
        "to email. For urgent matters please contact Rosa.",
        "I will be out of office from 3 to 9 June.",
    ],
    "de": [
        "Vielen Dank für Ihre Nachricht. Ich bin derzeit im Urlaub. In "
        "dringenden Fällen wenden Sie sich bitte an Rosa."
    ],
    "fr": [
        "Je suis actuellement en congés. Pour toute urgence, merci de contacter Rosa."
    ],
    "es": ["Me encuentro de vacaciones. Para asuntos urgentes, contacte con Rosa."],
    "pt": ["Estou de férias até dia 9. Em caso de urgência, contacte a Rosa."],
    "nl": [
        "Ik ben op vakantie tot 9 juni. Neem bij dringende vragen contact op met Rosa."
    ],
    "it": ["Sono in ferie fino al 9 giugno. Per urgenze potete contattare Rosa."],
}
THANKS = {
    "en": ["Great, that fixed it. Thanks!", "Got it, thank you so much 🙏", "ok thx"],
    "de": ["Alles klar, danke euch", "Hat geklappt, herzlichen Dank!"],
    "fr": ["C'est réglé, merci !", "Merci pour votre réponse rapide"],
    "es": ["Todo solucionado, gracias", "Muchas gracias por la ayuda"],
    "pt": ["Tudo certo, valeu!", "Obrigado pela resposta rápida"],
    "nl": ["Opgelost, dank u wel!", "Hartelijk dank voor de snelle reactie"],
    "it": ["Risolto, grazie!", "Grazie per la risposta"],
}
