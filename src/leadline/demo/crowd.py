"""Who speaks up: some customers are loud, most are quiet, and staff write too."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from random import Random

from leadline.demo.company import Contact, Customer
from leadline.demo.market import name_of, segment_key, someone
from leadline.demo.needs import content
from leadline.demo.voices import Speaker

FOREIGN = {"de": 0.24, "fr": 0.2, "es": 0.2}
WRITTEN = ("ticket", "review", "survey")
BASE = {"hl": 5.0, "hm": 3.0, "hs": 2.0, "pc": 4.0, "pf": 2.0}


class Crowd:
    """Draws speakers; the same person comes back, with the same manner."""

    def __init__(self, rng: Random, customers: tuple[Customer, ...]) -> None:
        self.rng = rng
        self.customers = customers
        self.loudness = {
            c.external_id: min(6.0, rng.lognormvariate(0, 0.9)) for c in customers
        }
        self.places = content("places.toml")
        self.lands = {land["country"]: land for land in self.places.values()}
        self.weights: dict[tuple[tuple[str, int], ...], list[float]] = {}
        self.others: dict[tuple[str, str, int], Contact] = {}

    def speaker(self, segments: Mapping[str, int], role: str, source: str) -> Speaker:
        """Draw a speaker of a role from the segments that care."""
        weights = self._weights(segments)
        customer = self.rng.choices(self.customers, cum_weights=weights)[0]
        language = "en"
        if source in WRITTEN and customer.language != "en":
            own = self.rng.random() < FOREIGN[customer.language]
            language = customer.language if own else "en"
        return Speaker(self._person(customer, role), customer, language)

    def _weights(self, segments: Mapping[str, int]) -> list[float]:
        """Return how likely each customer speaks, added up for drawing."""
        key = tuple(sorted(segments.items()))
        if key not in self.weights:
            shares = (
                self.loudness[c.external_id] * BASE[segment] * segments.get(segment, 0)
                if segments
                else self.loudness[c.external_id] * BASE[segment]
                for c in self.customers
                for segment in (segment_key(c),)
            )
            self.weights[key] = list(accumulate(shares))
        return self.weights[key]

    def _person(self, customer: Customer, role: str) -> Contact:
        known = [person for person in customer.contacts if person.role == role]
        if known and self.rng.random() < 0.85:
            return self.rng.choice(known)
        slot = self.rng.randint(0, 5 if role == "staff" else 0)
        key = (customer.external_id, role, slot)
        if key not in self.others:
            land = self.lands[customer.country]
            taken = {person.email for person in customer.contacts}
            person = someone(role, customer.world, customer.domain, land, self.rng)
            while person.email in taken:
                person = someone(role, customer.world, customer.domain, land, self.rng)
            self.others[key] = person
        return self.others[key]

    def somebody(self, customer: Customer) -> str:
        """Return the name of anybody in the customer's country."""
        land = self.lands[customer.country]
        return name_of(land, self.rng)
