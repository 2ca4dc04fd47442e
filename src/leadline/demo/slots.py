"""What fills the gaps of a sentence: words of a hospital or a port, numbers, dates."""

from __future__ import annotations

from datetime import date
from random import Random

from leadline.demo.grammar import Slots

MONTHS = {
    "en": "January February March April May June July August September October"
    " November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober"
    " November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre"
    " novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre"
    " noviembre diciembre",
}
DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
SMALL = ("two", "three", "four", "five", "six")
RIVALS = ("Quayline", "Wachplan Pro", "Rotamint", "ShiftNorth", "Tidewell")
WORLDS: dict[str, dict[str, tuple[str, ...]]] = {
    "h": {
        "site": ("hospital", "hospital", "house"),
        "group": ("ward",),
        "units": ("wards",),
        "staff": ("nurses", "staff", "nurses and care assistants"),
        "one": ("nurse", "midwife", "care assistant", "porter", "junior doctor"),
        "boss": ("ward manager", "charge nurse", "head nurse"),
        "shift": ("night shift", "late shift", "early shift"),
        "skill": ("dialysis", "ventilator", "paediatric"),
    },
    "p": {
        "site": ("terminal", "port"),
        "group": ("gang", "crew"),
        "units": ("gangs", "crews"),
        "staff": ("dockers", "crews", "crane drivers and lashers"),
        "one": ("docker", "crane driver", "lasher", "linesman", "signalman"),
        "boss": ("foreman", "shift supervisor", "superintendent"),
        "shift": ("night shift", "late shift", "early shift"),
        "skill": ("crane", "dangerous goods", "reach stacker"),
    },
}
UNITS = {
    "h": (
        ("ward {}", "on ward {}"),
        ("intensive care", "in intensive care"),
        ("maternity", "in maternity"),
        ("the emergency department", "in the emergency department"),
        ("the dialysis unit", "in the dialysis unit"),
        ("theatres", "in theatres"),
        ("the surgical ward", "on the surgical ward"),
        ("geriatrics", "in geriatrics"),
    ),
    "p": (
        ("berth {}", "at berth {}"),
        ("the lashing gang", "in the lashing gang"),
        ("the crane crew", "in the crane crew"),
        ("quay {}", "on quay {}"),
        ("the ro-ro ramp", "at the ro-ro ramp"),
        ("the tug crew", "on the tugs"),
        ("the yard", "in the yard"),
        ("the gatehouse", "at the gatehouse"),
    ),
}


def slots_of(*, world: str, staff: int, said: date, rng: Random) -> dict[str, str]:
    """Return one filling, fitting the place, its size and the day."""
    words = {name: rng.choice(some) for name, some in WORLDS[world].items()}
    unit, at_unit = rng.choice(UNITS[world])
    number = str(rng.randint(2, 9))
    words |= {"unit": unit.format(number), "at_unit": at_unit.format(number)}
    return words | _dates(said, rng) | _numbers(staff, rng) | _odds(rng)


def _dates(said: date, rng: Random) -> dict[str, str]:
    past, soon = rng.randint(2, 5), rng.randint(2, 5)
    found = {}
    for code, names in MONTHS.items():
        months, tail = names.split(), "" if code == "en" else f"_{code}"
        found[f"month{tail}"] = months[(said.month - 1 - past) % 12]
        found[f"soon{tail}"] = months[(said.month - 1 + soon) % 12]
        if code == "en":
            found["month2"] = months[said.month - 1]
            found["next"] = months[said.month % 12]
    for code, names in DAYS.items():
        tail = "" if code == "en" else f"_{code}"
        found[f"day{tail}"] = rng.choice(names.split())
    found["dayth"] = rng.choice(("3rd", "8th", "12th", "15th", "19th", "24th", "28th"))
    found["year_ago"] = str(said.year - rng.randint(1, 6))
    return found


def _numbers(staff: int, rng: Random) -> dict[str, str]:
    two = rng.randint(11, 48)
    many = max(30, int(staff * rng.uniform(0.45, 0.95)))
    small = rng.randint(0, 3)
    return {
        "n": SMALL[small],
        "n2": SMALL[small + 1],
        "n_digit": str(rng.randint(2, 9)),
        "n_de": rng.choice(("zwei", "drei", "vier", "fünf")),
        "nn": str(two),
        "nn2": str(two + rng.randint(3, 9)),
        "nnn": str(min(many, 900 + rng.randint(0, 80))),
        "bignum": rng.choice(("eleven", "fourteen", "sixteen", "twenty-two", "thirty")),
        "hours": rng.choice(("two", "three", "four", "five")),
        "many_hours": str(rng.randint(56, 74)),
        "bighours": rng.choice(("17", "19", "23", "26", "31")),
        "mins": rng.choice(("15", "20", "25", "30", "35", "40", "45")),
        "secs": str(rng.randint(8, 45)),
        "pct": rng.choice(("6", "8", "9", "12", "14", "18", "22")),
        "pct0": rng.choice(("10", "15", "20")),
        "amount": str(rng.randint(38, 290)),
        "amount_k": str(rng.randint(6, 48)),
        "score": str(rng.randint(2, 9)),
        "ref": f"{rng.randint(1, 9)}{rng.randint(100, 999)}-{rng.randint(10, 99)}",
        "letter": rng.choice("ABCDEFGHJKLMNPRSTW"),
    }


def _odds(rng: Random) -> dict[str, str]:
    return {
        "time_hour": rng.choice(
            ("five in the morning", "half past five", "4:40", "six", "a quarter to six")
        ),
        "time_night": rng.choice(
            (
                "three in the morning",
                "2:15 at night",
                "half past one",
                "four in the morning",
            )
        ),
        "eve": rng.choice(("seven", "eight", "half past seven")),
        "version": rng.choice(("7.4", "7.4", "7.4.0", "7.4.1")),
        "phone": rng.choice(
            ("Galaxy A52", "iPhone 11", "Pixel 6", "iPhone SE", "Fairphone", "Moto G")
        ),
        "rival": rng.choice(RIVALS),
        "badword": rng.choice(("Schichttorte", "Spätverschiebung", "Wachwechselgeld")),
    }


def with_names(slots: dict[str, str], **names: str) -> Slots:
    """Add names to a filling."""
    return slots | names
