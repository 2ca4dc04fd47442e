"""What titles say in seven languages, and what a calendar does not say."""

from __future__ import annotations

import pytest

from leadline.engine.calendar.classing import Known, class_of
from leadline.engine.calendar.occurrence import AWAY, ELSEWHERE, Guest, Occurrence
from tests.engine.calendars import at, event, read

DAY = at("2026-05-04")
KNOWN = Known(frozenset({"harbour.example"}), frozenset({"ines@harbour.example"}))
TITLES = {
    "market": (
        "Customer meeting", "User interview", "Kundentermin Elbe", "Besuch beim Kunden",
        "Nutzerinterview", "Großkunden", "Rendez-vous client", "Entretien client",
        "Reunión con cliente", "Entrevista con Elbe", "Reunião com o cliente",
        "Entrevista com usuário", "Klantgesprek Elbe", "Bezoek klant", "Visita cliente",
        "Incontro con clienti", "Intervista utente", "Lunch with a customer",
        "Fokusgruppe Hafen", "Focus group",
    ),
    "external": (
        "Supplier review", "Lieferantengespräch", "Termin mit Lieferant",
        "Réunion fournisseur", "Point avec l'agence", "Reunión con proveedor",
        "Reunião com fornecedores", "Overleg leverancier", "Riunione fornitore",
        "Analystengespräch", "Partenaire: suivi", "Parceiro",
    ),
    "internal": (
        "1:1 Tomasz", "Stand-up", "Daily", "Team meeting", "Vier-Augen-Gespräch",
        "Teamrunde", "Jour fixe", "Réunion d'équipe", "Mêlée quotidienne",
        "Reunión de equipo", "Reunião de equipe", "Teamoverleg", "Dagstart",
        "Riunione di squadra", "Sprintplanung", "Vertrieb Ausblick", "Campaña otoño",
        "Lancio", "Vorstellungsgespräch", "Entretien d'embauche", "Job interview",
        "Sollicitatiegesprek", "Colloquio di lavoro", "Entrevista de trabajo",
    ),
    "focus": (
        "Focus", "Deep work", "Fokuszeit", "Konzentration", "Vorbereitung Review",
        "Temps de travail", "Concentración", "Foco", "Focustijd", "Concentrazione",
        "Write the brief",
    ),
    "personal": (
        "Dentist", "Lunch", "Holiday", "Zahnarzt", "Mittagspause", "Urlaub",
        "Kinderarzt",
        "Dentiste", "Déjeuner", "Congés", "Vacances", "Almuerzo", "Vacaciones",
        "Almoço", "Férias", "Tandarts", "Lunchpauze", "Zomervakantie", "Dentista",
        "Pranzo", "Ferie", "Out of office", "Abwesend", "Fuori sede",
    ),
    "unknown": (
        "Busy", "BUSY", "(busy)", "", "Beschäftigt", "Gebucht", "Occupé", "Ocupado",
        "Bezet", "Occupato", "Working elsewhere", "Flight to Cork", "Dienstreise",
        "Vol pour Lyon", "Viaje a Madrid", "Viagem", "Trein naar Utrecht", "Trasferta",
    ),
}  # fmt: skip


def made(title: str, *guests: Guest, **more: str) -> Occurrence:
    return Occurrence("1", "1", DAY, at("2026-05-04T01:00"), title, guests, **more)


@pytest.mark.parametrize(
    ("title", "kind"),
    [(title, kind) for kind, titles in TITLES.items() for title in titles],
)
def test_a_title_says_what_an_hour_was_for_in_seven_languages(
    title: str, kind: str
) -> None:
    found = class_of(made(title), KNOWN)

    assert found is not None
    assert (found.kind, bool(found.why)) == (kind, True)


@pytest.mark.parametrize(
    "title",
    ["Kündigungsfristen prüfen", "Erkunden", "Sekunden", "Teamwork", "Press the button",
     "Transferring data", "Armando", "Concept", "Codex lesen"],
)  # fmt: skip
def test_a_word_inside_another_says_nothing_else(title: str) -> None:
    found = class_of(made(title), KNOWN)

    assert found is not None
    assert found.kind in ("focus", "internal", "external")
    assert "kunde" not in found.why


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (made("Weekly alignment", Guest("", "Max Okafor")), "internal"),
        (made("Alignment", Guest("", "Max Okafor"), Guest("", "Ify")), "unknown"),
        (made("Focus", Guest("", "Max Okafor")), "unknown"),
        (made("Customer visit", Guest("", "Renata Vogel")), "market"),
        (made("Alignment", Guest("", "Room 3", is_room=True)), "focus"),
        (made("Alignment", Guest("", "Max", has_declined=True)), "focus"),
        (made("Alignment", Guest("", "Max"), Guest("t@harbour.example")), "internal"),
        (made("Blocked", shown=AWAY), "unknown"),
        (made("Focus", shown=AWAY), "unknown"),
        (made("Dentist", shown=AWAY), "personal"),
        (made("Customer day", shown=AWAY), "market"),
        (made("Desk", shown=ELSEWHERE), "unknown"),
        (made("Desk", Guest("r@elbe.example"), shown=ELSEWHERE), "market"),
        (made("Busy", Guest("t@harbour.example")), "internal"),
        (made("Customer visit", Guest("t@harbour.example")), "market"),
        (made("Dentist", Guest("t@harbour.example")), "personal"),
        (made("Supplier review", Guest("t@harbour.example")), "internal"),
    ],
)
def test_what_a_calendar_hides_is_no_focus(one: Occurrence, kind: str) -> None:
    found = class_of(one, KNOWN)

    assert found is not None
    assert found.kind == kind


def test_own_people_under_other_domains_are_colleagues() -> None:
    known = Known(KNOWN.own_domains, colleagues=frozenset({"olu@elsewhere.example"}))

    assert class_of(made("Chat", Guest("olu@elsewhere.example")), known).kind == (
        "internal"
    )
    assert class_of(made("Chat", Guest("eve@elsewhere.example")), known).kind == (
        "market"
    )


def test_a_public_mail_service_is_nobodys_own_domain() -> None:
    known = Known(frozenset({"gmail.com"}))

    assert class_of(made("Chat", Guest("eve@gmail.com")), known).kind == "market"


@pytest.mark.parametrize(
    ("status", "shown"),
    [("OOF", AWAY), ("WORKINGELSEWHERE", ELSEWHERE), ("BUSY", ""), ("TENTATIVE", "")],
)
def test_how_outlook_shows_an_entry_is_read(status: str, shown: str) -> None:
    one = event("DTSTART:20260608T090000Z", f"X-MICROSOFT-CDO-BUSYSTATUS:{status}")

    assert [found.shown for found in read(one).occurrences] == [shown]


def test_guests_without_an_address_are_there_by_name() -> None:
    one = event(
        "DTSTART:20260608T090000Z",
        'ORGANIZER;CN="Weber, Anna":invalid:nomail',
        'ATTENDEE;CN="Weber, Anna":invalid:nomail',
        'ATTENDEE;CN="Okafor, Max":/o=ExchangeLabs/cn=Recipients/cn=0001',
        "ATTENDEE;CN=Renata:mailto:renata@elbe.example",
        "ATTENDEE:invalid:nomail",
    )

    (found,) = read(one).occurrences

    assert [(guest.email, guest.name) for guest in found.guests] == [
        ("", "Okafor, Max"),
        ("renata@elbe.example", "Renata"),
    ]
