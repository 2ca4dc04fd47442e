"""Whose words a row holds: the customer's, or those of the own staff and machines."""

from __future__ import annotations

import re

OURS = frozenset(
    "admin admins administrator agent agents bot bots staff operator support employee "
    "team teammate internal system assistant ai company owner moderator developer "
    "rep representative automation workflow vendor us ours outbound outgoing out "
    "light_agent end_user_agent mitarbeiter agentin support-mitarbeiter équipe employé "
    "interne agente empleado equipo interno funcionário equipe medewerker intern "
    "dipendente operatore".split()
)
THEIRS = frozenset(
    "user users customer customers client end-user end_user enduser contact lead "
    "visitor requester respondent guest member external consumer inbound incoming in "
    "them buyer kunde kundin nutzer benutzer utilisateur client cliente usuario "
    "usuário "
    "klant gebruiker utente extern externe externo".split()
)
YES = frozenset("true yes 1 y t x ja oui sí si sim".split())
NO = frozenset("false no 0 n f nein non não nee".split())
_STAFF_HEADER = re.compile(r"\b(staff|agent|admin|internal|bot|team)\b")


def read_side(text: str, header: str = "") -> str:
    """Return "ours", "customer", or nothing for a word that says neither.

    ``header`` decides what a yes means: a column "Is staff" asks for us.

    >>> read_side("Admin"), read_side("end-user"), read_side("true", "is staff")
    ('ours', 'customer', 'ours')
    """
    word = text.strip().casefold()
    words = {word, *re.split(r"[\s_/]+", word)}
    if word in YES | NO:
        if not _STAFF_HEADER.search(header):
            return ""
        return "ours" if word in YES else "customer"
    if words & OURS:
        return "ours"
    return "customer" if words & THEIRS else ""
