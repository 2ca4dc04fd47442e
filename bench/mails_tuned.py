"""Wordings of mails in seven languages, the set the rules were tuned on."""

from __future__ import annotations

BODIES = {
    "en": [
        "The invoice export stops after two hundred lines.",
        "Could you add a filter for the region to the sales report?\n"
        "We need it every Monday.",
        "Since the update I cannot upload pictures from my tablet.",
    ],
    "de": [
        "Der Export der Rechnungen bricht nach zweihundert Zeilen ab.",
        "Können Sie im Bericht einen Filter für die Region ergänzen?\n"
        "Wir brauchen ihn jeden Montag.",
        "Seit dem Update kann ich vom Tablet keine Bilder hochladen.",
    ],
    "fr": [
        "L'export des factures s'arrête après deux cents lignes.",
        "Pouvez-vous ajouter un filtre par région au rapport ?\n"
        "Il nous le faut chaque lundi.",
        "Depuis la mise à jour je ne peux plus envoyer de photos.",
    ],
    "es": [
        "La exportación de facturas se detiene a las doscientas líneas.",
        "¿Pueden añadir un filtro por región al informe?\nLo necesitamos cada lunes.",
        "Desde la actualización no puedo subir fotos con la tableta.",
    ],
    "pt": [
        "A exportação de faturas para depois de duzentas linhas.",
        "Podem acrescentar um filtro por região ao relatório?\n"
        "Precisamos dele todas as segundas.",
        "Desde a atualização não consigo enviar fotos do tablet.",
    ],
    "nl": [
        "De export van facturen stopt na tweehonderd regels.",
        "Kunnen jullie een filter per regio aan het rapport toevoegen?\n"
        "We hebben het elke maandag nodig.",
        "Sinds de update kan ik geen foto's meer uploaden.",
    ],
    "it": [
        "L'esportazione delle fatture si ferma dopo duecento righe.",
        "Potete aggiungere un filtro per regione al rapporto?\nCi serve ogni lunedì.",
        "Dopo l'aggiornamento non riesco a caricare le foto.",
    ],
}
GREETINGS = {
    "en": ["Hi team,", "Hello,", "Dear support,", "Good morning Olga,"],
    "de": ["Hallo zusammen,", "Sehr geehrte Damen und Herren,", "Guten Tag,"],
    "fr": ["Bonjour,", "Bonjour à tous,", "Madame, Monsieur,"],
    "es": ["Hola,", "Buenos días,", "Estimado equipo,"],
    "pt": ["Olá,", "Bom dia,", "Prezados,"],
    "nl": ["Hallo,", "Beste Olga,", "Goedemorgen,"],
    "it": ["Buongiorno,", "Ciao a tutti,", "Gentile Olga,"],
}
SIGN_OFFS = {
    "en": ["Best regards", "Thanks,", "Kind regards,"],
    "de": ["Mit freundlichen Grüßen", "Viele Grüße", "Danke und Gruß"],
    "fr": ["Cordialement", "Bien à vous,", "Merci d'avance"],
    "es": ["Saludos", "Atentamente,", "Muchas gracias"],
    "pt": ["Atenciosamente,", "Cumprimentos", "Obrigado"],
    "nl": ["Met vriendelijke groet,", "Groeten", "Alvast bedankt,"],
    "it": ["Cordiali saluti", "Grazie mille", "Saluti,"],
}
SIGNATURES = [
    "Lena Brook",
    "Lena Brook\nHead of Sales | Fennwick Ltd\n+44 20 7946 0000",
    "Lena",
    "Lena Brook\n"
    "Fennwick GmbH\n"
    "Hafenstr. 4\n"
    "20457 Hamburg\n"
    "Tel.: +49 40 1234567\n"
    "www.fennwick.example",
]
FOOTERS = {
    "en": ["Sent from my iPhone", "Get Outlook for Android"],
    "de": ["Von meinem iPhone gesendet", "Gesendet mit der Outlook App"],
    "fr": ["Envoyé de mon iPhone", "Envoyé depuis mon mobile"],
    "es": ["Enviado desde mi iPhone", "Obtener Outlook para Android"],
    "pt": ["Enviado do meu iPhone", "Enviado do meu Galaxy"],
    "nl": ["Verzonden vanaf mijn iPhone", "Verstuurd vanaf mijn iPad"],
    "it": ["Inviato da iPhone", "Inviato dal mio Galaxy"],
}
NOTICES = {
    "en": ["This e-mail is confidential and intended only for the addressee."],
    "de": ["Diese E-Mail ist vertraulich und nur für den Empfänger bestimmt."],
    "fr": ["Ce message est confidentiel et destiné à son seul destinataire."],
    "es": ["Este mensaje es confidencial y va dirigido solo a su destinatario."],
    "pt": ["Esta mensagem é confidencial e destina-se apenas ao destinatário."],
    "nl": ["Dit bericht is vertrouwelijk en alleen bestemd voor de geadresseerde."],
    "it": ["Questo messaggio è riservato e destinato al solo destinatario."],
}
REPLIES = {
    "en": ["On Mon, 4 May 2026 at 10:12, Help <help@firm.example> wrote:"],
    "de": ["Am 04.05.2026 um 10:12 schrieb Help <help@firm.example>:"],
    "fr": ["Le lun. 4 mai 2026 à 10:12, Help <help@firm.example> a écrit :"],
    "es": ["El lun, 4 may 2026 a las 10:12, Help (<help@firm.example>) escribió:"],
    "pt": ["Em seg., 4 de mai. de 2026 às 10:12, Help <help@firm.example> escreveu:"],
    "nl": ["Op ma 4 mei 2026 om 10:12 schreef Help <help@firm.example>:"],
    "it": [
        "Il giorno lun 4 mag 2026 alle ore 10:12 Help <help@firm.example> ha scritto:"
    ],
}
HEADS = {
    "en": [
        "From: Help <help@firm.example>\n"
        "Sent: Monday, 4 May 2026 10:12\n"
        "To: Lena\n"
        "Subject: Ticket"
    ],
    "de": [
        "Von: Help <help@firm.example>\n"
        "Gesendet: Montag, 4. Mai 2026 10:12\n"
        "An: Lena\n"
        "Betreff: Ticket"
    ],
    "fr": [
        "De : Help <help@firm.example>\n"
        "Envoyé : lundi 4 mai 2026 10:12\n"
        "À : Lena\n"
        "Objet : Ticket"
    ],
    "es": [
        "De: Help <help@firm.example>\n"
        "Enviado: lunes, 4 de mayo de 2026 10:12\n"
        "Para: Lena\n"
        "Asunto: Ticket"
    ],
    "pt": [
        "De: Help <help@firm.example>\n"
        "Enviado: segunda-feira, 4 de maio de 2026 10:12\n"
        "Para: Lena\n"
        "Assunto: Ticket"
    ],
    "nl": [
        "Van: Help <help@firm.example>\n"
        "Verzonden: maandag 4 mei 2026 10:12\n"
        "Aan: Lena\n"
        "Onderwerp: Ticket"
    ],
    "it": [
        "Da: Help <help@firm.example>\n"
        "Inviato: lunedì 4 maggio 2026 10:12\n"
        "A: Lena\n"
        "Oggetto: Ticket"
    ],
}
FORWARDS = {
    "en": ["---------- Forwarded message ---------"],
    "de": ["---------- Weitergeleitete Nachricht ---------"],
    "fr": ["---------- Message transféré ---------"],
    "es": ["---------- Mensaje reenviado ---------"],
    "pt": ["---------- Mensagem encaminhada ---------"],
    "nl": ["---------- Doorgestuurd bericht ---------"],
    "it": ["---------- Messaggio inoltrato ---------"],
}
COVERS = {
    "en": ["FYI", "see below"],
    "de": ["Zur Info", "siehe unten"],
    "fr": ["Pour info", "voir ci-dessous"],
    "es": ["Ver abajo"],
    "pt": ["Ver abaixo"],
    "nl": ["Ter info", "zie hieronder"],
    "it": ["Per conoscenza", "vedi sotto"],
}
OURS = [
    "Thank you for writing to us.\nWhich browser do you use?",
    "Could you send a picture of the screen?",
]
AWAY = {
    "en": ["I am out of the office until 12 May and will answer on my return."],
    "de": ["Ich bin bis zum 12. Mai nicht im Büro und antworte nach meiner Rückkehr."],
    "fr": ["Je suis absent jusqu'au 12 mai et répondrai à mon retour."],
    "es": ["Estoy fuera de la oficina hasta el 12 de mayo y responderé a mi regreso."],
    "pt": ["Estou ausente até 12 de maio e responderei no meu retorno."],
    "nl": ["Ik ben afwezig tot 12 mei en beantwoord je bericht daarna."],
    "it": ["Sono fuori ufficio fino al 12 maggio e risponderò al mio ritorno."],
}
THANKS = {
    "en": ["Works again, thank you!", "Perfect, thanks a lot"],
    "de": ["Funktioniert wieder, vielen Dank!", "Super, danke!"],
    "fr": ["Ça marche, merci beaucoup !", "Parfait, merci"],
    "es": ["Ya funciona, muchas gracias", "Perfecto, gracias!"],
    "pt": ["Já funciona, muito obrigado", "Perfeito, obrigada!"],
    "nl": ["Werkt weer, bedankt!", "Top, dank je wel"],
    "it": ["Ora funziona, grazie mille", "Perfetto, grazie!"],
}
