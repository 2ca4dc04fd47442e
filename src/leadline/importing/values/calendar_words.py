"""Names of months and weekdays, and of zones, as they stand in dates.

English, German, French, Spanish, Portuguese, Dutch and Italian, whole and shortened.
"""

from __future__ import annotations

import unicodedata

_MONTHS = (
    "january jan januar jänner jän janvier janv enero ene janeiro januari gennaio gen",
    "february feb februar februari februari février févr fév febrero fevereiro fev "
    "febbraio febb",
    "march mar märz mrz mär mars marzo março maart mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio mei maggio mag",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août agosto ago augustus",
    "september sep sept septembre septiembre set setembro settembre sett septiembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dezembro dicembre",
)
_WEEKDAYS = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri "
    "saturday sat sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag "
    "fr samstag sonnabend sa sonntag so lundi lun mardi mar mercredi mer jeudi jeu "
    "vendredi ven samedi sam dimanche dim lunes martes mié miércoles jueves jue "
    "viernes vie "
    "sábado sáb domingo dom segunda segunda-feira seg terça terça-feira ter "
    "quarta quarta-feira qua quinta quinta-feira qui sexta sexta-feira sex maandag "
    "ma dinsdag woensdag wo donderdag vrijdag vr zaterdag za zondag zo lunedì martedì "
    "mercoledì giovedì gio venerdì sabato sab domenica"
)
# Only names that mean one offset wherever they are written: no CST of China, no IST.
ZONES: dict[str, int] = {
    "z": 0, "utc": 0, "gmt": 0, "ut": 0, "wet": 0, "west": 60, "bst": 60,
    "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360,
    "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "jst": 540, "msk": 180,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
}  # fmt: skip


def plain_letters(word: str) -> str:
    """Return a word in small letters without accents and its last full stop."""
    marked = unicodedata.normalize("NFKD", word.casefold().rstrip("."))
    return "".join(sign for sign in marked if not unicodedata.combining(sign))


MONTHS = {
    plain_letters(name): month
    for month, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}
WEEKDAYS = frozenset(map(plain_letters, _WEEKDAYS.split()))
