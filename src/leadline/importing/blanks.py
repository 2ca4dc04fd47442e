"""Words that stand in a cell for "nothing", in the languages that files come in."""

from __future__ import annotations

import re
from functools import lru_cache

NOTHING = frozenset(
    """n/a|na|#n/a|n.a.|n.a|n.v.t.|nvt|none|null|nil|nan|undefined|unknown|unspecified|
    not set|not specified|not available|not provided|not applicable|no value|no name|
    no data|no company|no organization|no organisation|no account|no customer|blank|
    empty|tbd|tba|to be defined|unassigned|not assigned|does not apply|
    k.a.|k. a.|keine|keiner|keines|kein|keine angabe|keine angaben|ohne angabe|o. a.|
    unbekannt|nicht angegeben|nicht bekannt|nicht vorhanden|leer|entfällt|
    aucun|aucune|inconnu|inconnue|non renseigné|non renseignée|non précisé|sans objet|
    non défini|vide|néant|s/o|n/d|n.d.|nd|s/d|
    ninguno|ninguna|desconocido|desconocida|sin datos|sin especificar|no aplica|
    no especificado|no disponible|sin nombre|vacío|
    nenhum|nenhuma|desconhecido|desconhecida|não informado|não informada|não se aplica|
    não disponível|sem dados|vazio|
    geen|onbekend|niet ingevuld|niet bekend|niet van toepassing|leeg|
    nessuno|nessuna|sconosciuto|sconosciuta|non specificato|non disponibile|
    non applicabile|vuoto""".replace("\n", " ").split("|")
)
NOTHING_WORDS = frozenset(" ".join(word.split()) for word in NOTHING)
NOBODY = frozenset(
    "anonymous|anonymous user|anonym|anonyme|anonyme benutzer|anónimo|anônimo|anonimo|"
    "anoniem|guest|visitor|gast|invité|invitado|convidado|ospite|deleted user|"
    "user deleted|former user".split("|")
)
NO_DAY = frozenset(
    "never|pending|open|ongoing|today|nie|offen|jamais|en cours|nunca|pendiente|"
    "pendente|nooit|mai|aperto|invalid date|no date|undated|ohne datum|sans date|"
    "sin fecha|sem data|geen datum|senza data|kein datum|date unknown|"
    "unknown date".split("|")
)
_BRACKETS = re.compile(r"[(\[{<](.*)[)\]}>]$", re.S)
_NO_SIGN = re.compile(r"[^\w]*", re.UNICODE)
_ZERO_DAY = re.compile(r"^(0{1,2}[/.-]0{1,2}[/.-]0{2,4}|0{4}-00-00|0)\b[\sT0:Z.]*$")


@lru_cache(maxsize=4096)
def is_nothing(text: str) -> bool:
    """Return whether a cell says that there is nothing to say.

    >>> is_nothing("N/A"), is_nothing(" (not set) "), is_nothing("-"), is_nothing("No")
    (True, True, True, False)
    """
    if len(text) > 30:
        return False
    bare = text.strip().casefold()
    if found := _BRACKETS.match(bare):
        bare = found.group(1).strip()
    if not bare:
        return True
    bare = " ".join(bare.replace("_", " ").split())
    return bare in NOTHING_WORDS or bool(_NO_SIGN.fullmatch(bare))


def is_nobody(text: str) -> bool:
    """Return whether a cell names no person.

    >>> is_nobody("Anonymous"), is_nobody("-"), is_nobody("Anna")
    (True, True, False)
    """
    return is_nothing(text) or " ".join(text.casefold().split()) in NOBODY


def is_no_day(text: str) -> bool:
    """Return whether a cell says that there is no date.

    >>> is_no_day("0000-00-00"), is_no_day("n/a"), is_no_day("2026-03-04")
    (True, True, False)
    """
    bare = " ".join(text.split()).casefold()
    return bare in NO_DAY or bool(_ZERO_DAY.match(bare)) or is_nothing(text)
