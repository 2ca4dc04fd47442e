"""What Outlook calls columns and values of a calendar, in seven languages."""

from __future__ import annotations

# Field: names in English, German, French, Spanish, Portuguese, Dutch and Italian.
NAMES = {
    "title": (
        "subject", "betreff", "objet", "asunto", "assunto", "onderwerp", "oggetto",
    ),
    "start_day": (
        "start date", "beginnt am", "date de début", "début", "fecha de comienzo",
        "data de início", "begindatum", "data inizio", "data di inizio",
    ),
    "start_time": (
        "start time", "beginnt um", "heure de début", "comienzo", "hora de comienzo",
        "hora de início", "begintijd", "ora inizio", "ora di inizio",
    ),
    "end_day": (
        "end date", "endet am", "date de fin", "fin", "fecha de finalización",
        "data de término", "data de fim", "einddatum", "data fine", "data di fine",
    ),
    "end_time": (
        "end time", "endet um", "heure de fin", "finalización",
        "hora de finalización", "hora de término", "hora de fim", "eindtijd",
        "ora fine", "ora di fine",
    ),
    "all_day": (
        "all day event", "ganztägiges ereignis", "journée entière", "todo el día",
        "evento de dia inteiro", "dia inteiro", "hele dag",
        "gebeurtenis die de hele dag duurt", "giornata intera",
        "evento giornata intera",
    ),
    "organiser": (
        "meeting organizer", "besprechungsplanung", "organisateur d'une réunion",
        "organizador de la reunión", "organizador da reunião",
        "organisator van vergadering", "organizzatore riunione",
    ),
    "required": (
        "required attendees", "erforderliche teilnehmer",
        "participants obligatoires", "asistentes necesarios",
        "participantes obrigatórios", "vereiste deelnemers", "verplichte deelnemers",
        "partecipanti necessari", "partecipanti obbligatori",
    ),
    "optional": (
        "optional attendees", "optionale teilnehmer", "participants facultatifs",
        "asistentes opcionales", "participantes opcionais", "optionele deelnemers",
        "partecipanti facoltativi",
    ),
    "private": (
        "private", "privat", "privé", "privado", "particular", "privato",
    ),
    "shown": (
        "show time as", "zeitspanne zeigen als", "afficher la disponibilité",
        "mostrar hora como", "mostrar horário como", "mostrar como",
        "tijd weergeven als", "mostra ora come", "mostra come",
    ),
}  # fmt: skip
TRUE = frozenset(
    "true wahr vrai verdadero verdadeiro waar vero 1 yes ja oui si sì sim on".split()
)
FREE = frozenset({"3", "free", "frei", "libre", "livre", "vrij", "libero"})
AWAY = frozenset({
    "4", "out of office", "abwesend", "absent", "absent(e)", "fuera de la oficina",
    "fuera de oficina", "fora do escritório", "afwezig", "niet aanwezig",
    "fuori sede", "oof",
})  # fmt: skip
ELSEWHERE = frozenset({
    "5", "working elsewhere", "an einem anderen ort tätig", "travaille ailleurs",
    "trabajando en otro lugar", "trabalhando em outro lugar", "werkt elders",
    "al lavoro altrove",
})  # fmt: skip
