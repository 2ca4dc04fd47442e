"""Ten needs of a tool for shifts, each said twice in seven languages; own words."""

from __future__ import annotations

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")

SAID: dict[str, dict[str, tuple[str, str]]] = {
    "export": {
        "en": (
            "We need to export the hours to Excel",
            "Please let me download the timesheet as a spreadsheet",
        ),
        "de": (
            "Wir müssen die Stunden nach Excel exportieren",
            "Bitte lassen Sie mich den Stundenzettel als Tabelle herunterladen",
        ),
        "fr": (
            "Nous devons exporter les heures vers Excel",
            "Je voudrais télécharger la feuille de temps dans un tableur",
        ),
        "es": (
            "Necesitamos exportar las horas a Excel",
            "Quisiera descargar la hoja de horas como una tabla",
        ),
        "it": (
            "Dobbiamo esportare le ore in Excel",
            "Vorrei scaricare il foglio ore come tabella",
        ),
        "nl": (
            "We moeten de uren naar Excel exporteren",
            "Graag wil ik de urenstaat als spreadsheet downloaden",
        ),
        "pt": (
            "Precisamos de exportar as horas para o Excel",
            "Queria descarregar a folha de horas como uma tabela",
        ),
    },
    "password": {
        "en": (
            "I cannot log in, my password is refused",
            "The link to reset my password never arrives",
        ),
        "de": (
            "Ich kann mich nicht anmelden, mein Passwort wird abgelehnt",
            "Der Link zum Zurücksetzen des Passworts kommt nie an",
        ),
        "fr": (
            "Je ne peux pas me connecter, mon mot de passe est refusé",
            "Le lien pour réinitialiser mon mot de passe n'arrive jamais",
        ),
        "es": (
            "No puedo iniciar sesión, rechaza mi contraseña",
            "El enlace para cambiar la contraseña nunca llega",
        ),
        "it": (
            "Non riesco ad accedere, la mia password viene rifiutata",
            "Il link per reimpostare la password non arriva mai",
        ),
        "nl": (
            "Ik kan niet inloggen, mijn wachtwoord wordt geweigerd",
            "De link om mijn wachtwoord te herstellen komt nooit aan",
        ),
        "pt": (
            "Não consigo entrar, a minha palavra-passe é recusada",
            "A ligação para repor a palavra-passe nunca chega",
        ),
    },
    "dark": {
        "en": (
            "A dark mode would be kind to my eyes at night",
            "The white background is too bright, please add a dark theme",
        ),
        "de": (
            "Ein dunkler Modus würde nachts meine Augen schonen",
            "Der weiße Hintergrund ist zu hell, bitte ein dunkles Design",
        ),
        "fr": (
            "Un mode sombre reposerait mes yeux la nuit",
            "Le fond blanc est trop lumineux, ajoutez un thème sombre",
        ),
        "es": (
            "Un modo oscuro descansaría mis ojos por la noche",
            "El fondo blanco es demasiado brillante, añadid un tema oscuro",
        ),
        "it": (
            "Una modalità scura riposerebbe i miei occhi di notte",
            "Lo sfondo bianco è troppo luminoso, aggiungete un tema scuro",
        ),
        "nl": (
            "Een donkere modus zou 's nachts prettig zijn voor mijn ogen",
            "De witte achtergrond is te fel, graag een donker thema",
        ),
        "pt": (
            "Um modo escuro descansaria os meus olhos à noite",
            "O fundo branco é demasiado claro, acrescentem um tema escuro",
        ),
    },
    "invoice": {
        "en": (
            "The invoice shows the wrong amount of tax",
            "Our bill was charged twice this month",
        ),
        "de": (
            "Auf der Rechnung steht der falsche Steuerbetrag",
            "Unsere Rechnung wurde diesen Monat doppelt abgebucht",
        ),
        "fr": (
            "La facture indique un mauvais montant de taxe",
            "Notre facture a été prélevée deux fois ce mois-ci",
        ),
        "es": (
            "La factura muestra un importe de impuestos equivocado",
            "Nos han cobrado la factura dos veces este mes",
        ),
        "it": (
            "La fattura riporta un importo delle tasse sbagliato",
            "La nostra fattura è stata addebitata due volte questo mese",
        ),
        "nl": (
            "Op de factuur staat het verkeerde belastingbedrag",
            "Onze rekening is deze maand twee keer afgeschreven",
        ),
        "pt": (
            "A fatura mostra um valor errado de imposto",
            "A nossa fatura foi cobrada duas vezes este mês",
        ),
    },
    "slow": {
        "en": (
            "Opening the plan of the month takes half a minute",
            "The pages load far too slowly since the update",
        ),
        "de": (
            "Das Öffnen des Monatsplans dauert eine halbe Minute",
            "Seit dem Update laden die Seiten viel zu langsam",
        ),
        "fr": (
            "Ouvrir le planning du mois prend une demi-minute",
            "Depuis la mise à jour les pages se chargent beaucoup trop lentement",
        ),
        "es": (
            "Abrir el plan del mes tarda medio minuto",
            "Desde la actualización las páginas cargan muy despacio",
        ),
        "it": (
            "Aprire il piano del mese richiede mezzo minuto",
            "Dopo l'aggiornamento le pagine si caricano troppo lentamente",
        ),
        "nl": (
            "Het openen van het maandplan duurt een halve minuut",
            "Sinds de update laden de pagina's veel te traag",
        ),
        "pt": (
            "Abrir o plano do mês demora meio minuto",
            "Desde a atualização as páginas carregam demasiado devagar",
        ),
    },
    "swap": {
        "en": (
            "Colleagues should be able to swap shifts with each other",
            "Let nurses trade a shift without asking the manager",
        ),
        "de": (
            "Kollegen sollten ihre Schichten untereinander tauschen können",
            "Pflegekräfte sollen eine Schicht tauschen, ohne die Leitung zu fragen",
        ),
        "fr": (
            "Les collègues devraient pouvoir échanger leurs services entre eux",
            "Laissez les infirmières échanger une garde sans demander au chef",
        ),
        "es": (
            "Los compañeros deberían poder cambiar turnos entre ellos",
            "Que las enfermeras intercambien un turno sin preguntar al jefe",
        ),
        "it": (
            "I colleghi dovrebbero potersi scambiare i turni tra loro",
            "Lasciate che gli infermieri scambino un turno senza chiedere al capo",
        ),
        "nl": (
            "Collega's moeten onderling diensten kunnen ruilen",
            "Laat zusters een dienst ruilen zonder het aan de chef te vragen",
        ),
        "pt": (
            "Os colegas deviam poder trocar turnos entre si",
            "Deixem os enfermeiros trocar um turno sem perguntar ao chefe",
        ),
    },
    "alerts": {
        "en": (
            "I get far too many notifications by mail",
            "How can I switch off the push messages at the weekend?",
        ),
        "de": (
            "Ich bekomme viel zu viele Benachrichtigungen per Mail",
            "Wie schalte ich die Push-Nachrichten am Wochenende ab?",
        ),
        "fr": (
            "Je reçois beaucoup trop de notifications par mail",
            "Comment couper les messages push le week-end ?",
        ),
        "es": (
            "Recibo demasiadas notificaciones por correo",
            "¿Cómo apago los avisos del móvil el fin de semana?",
        ),
        "it": (
            "Ricevo troppe notifiche via mail",
            "Come disattivo i messaggi push nel fine settimana?",
        ),
        "nl": (
            "Ik krijg veel te veel meldingen per mail",
            "Hoe zet ik de pushberichten in het weekend uit?",
        ),
        "pt": (
            "Recebo demasiadas notificações por e-mail",
            "Como desligo as mensagens push ao fim de semana?",
        ),
    },
    "crash": {
        "en": (
            "The app closes by itself when I take a photo",
            "It crashes on my phone every time I open the camera",
        ),
        "de": (
            "Die App schließt sich von selbst, wenn ich ein Foto mache",
            "Sie stürzt auf meinem Handy ab, sobald ich die Kamera öffne",
        ),
        "fr": (
            "L'application se ferme toute seule quand je prends une photo",
            "Elle plante sur mon téléphone dès que j'ouvre l'appareil photo",
        ),
        "es": (
            "La aplicación se cierra sola cuando hago una foto",
            "Se bloquea en mi teléfono cada vez que abro la cámara",
        ),
        "it": (
            "L'app si chiude da sola quando scatto una foto",
            "Si blocca sul mio telefono ogni volta che apro la fotocamera",
        ),
        "nl": (
            "De app sluit vanzelf als ik een foto maak",
            "Hij crasht op mijn telefoon zodra ik de camera open",
        ),
        "pt": (
            "A aplicação fecha sozinha quando tiro uma fotografia",
            "Ela bloqueia no meu telemóvel sempre que abro a câmara",
        ),
    },
    "holiday": {
        "en": (
            "Requests for holidays get lost before anybody approves them",
            "I want to see how many days of leave I have left",
        ),
        "de": (
            "Urlaubsanträge gehen verloren, bevor sie jemand genehmigt",
            "Ich möchte sehen, wie viele Urlaubstage ich noch habe",
        ),
        "fr": (
            "Les demandes de congés se perdent avant d'être approuvées",
            "Je veux voir combien de jours de congé il me reste",
        ),
        "es": (
            "Las solicitudes de vacaciones se pierden antes de aprobarse",
            "Quiero ver cuántos días de vacaciones me quedan",
        ),
        "it": (
            "Le richieste di ferie si perdono prima che qualcuno le approvi",
            "Voglio vedere quanti giorni di ferie mi restano",
        ),
        "nl": (
            "Vakantieaanvragen raken kwijt voordat iemand ze goedkeurt",
            "Ik wil zien hoeveel vakantiedagen ik nog heb",
        ),
        "pt": (
            "Os pedidos de férias perdem-se antes de alguém os aprovar",
            "Quero ver quantos dias de férias ainda tenho",
        ),
    },
    "print": {
        "en": (
            "When printed, the roster is cut off on the right",
            "I would like to print the week on one page of paper",
        ),
        "de": (
            "Beim Drucken wird der Dienstplan rechts abgeschnitten",
            "Ich möchte die Woche auf eine Seite Papier drucken",
        ),
        "fr": (
            "À l'impression, le planning est coupé à droite",
            "Je voudrais imprimer la semaine sur une seule page",
        ),
        "es": (
            "Al imprimir, el cuadrante se corta por la derecha",
            "Me gustaría imprimir la semana en una sola página",
        ),
        "it": (
            "Quando si stampa, la tabella dei turni è tagliata a destra",
            "Vorrei stampare la settimana su una sola pagina",
        ),
        "nl": (
            "Bij het afdrukken wordt het rooster rechts afgesneden",
            "Ik wil de week graag op één vel papier afdrukken",
        ),
        "pt": (
            "Ao imprimir, a escala fica cortada à direita",
            "Gostaria de imprimir a semana numa só página",
        ),
    },
}


def parallel() -> tuple[list[str], list[str], list[str]]:
    """Return texts, the need of each and its language."""
    rows = [
        (text, need, language)
        for need, by in SAID.items()
        for language, both in by.items()
        for text in both
    ]
    texts, needs, languages = (list(column) for column in zip(*rows, strict=True))
    return texts, needs, languages
