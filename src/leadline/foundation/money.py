"""Money: amounts that name their currency, and the one way they are converted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

NOTHING = Decimal(0)


class Unlike(TypeError):
    """Two currencies were added up or compared; convert one of them first."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency; it meets amounts of the same currency only."""

    amount: Decimal
    currency: str

    def _other(self, other: Money) -> Decimal:
        if self.currency != other.currency:
            raise Unlike(f"{self.currency} and {other.currency} do not add up.")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._other(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._other(other), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._other(other)

    def __bool__(self) -> bool:
        return bool(self.amount)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of ``base`` was worth in ``quote`` on a day, and who says so."""

    base: str
    quote: str
    value: Decimal
    on_date: date
    source: str


@dataclass(frozen=True, slots=True)
class Factor:
    """What one unit of a currency is worth in another, and the rates it comes from."""

    value: Decimal
    steps: tuple[Rate, ...] = ()

    @property
    def on_date(self) -> date | None:
        """The day of the oldest rate in it; ``None`` where no rate was needed."""
        return min((step.on_date for step in self.steps), default=None)

    @property
    def source(self) -> str:
        """Who says so, each source once."""
        return ", ".join(dict.fromkeys(step.source for step in self.steps))


SAME = Factor(Decimal(1))


@dataclass(frozen=True, slots=True)
class Part:
    """What there is in one currency, of how many; ``factor`` is ``None`` without a
    rate, and then the part is in no sum."""

    money: Money
    of: int = 0
    factor: Factor | None = None

    def __add__(self, other: Part) -> Part:
        return Part(self.money + other.money, self.of + other.of, self.factor)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum in one currency with the originals it was made from.

    ``left`` is what could not be converted: it is in no figure and has to be named.
    Only totals in the same currency are added up or compared.
    """

    currency: str = ""
    parts: tuple[Part, ...] = ()
    amount: Decimal = field(init=False)

    def __post_init__(self) -> None:
        known = (p.money.amount * p.factor.value for p in self.parts if p.factor)
        object.__setattr__(self, "amount", sum(known, NOTHING))

    @property
    def left(self) -> tuple[Part, ...]:
        """The parts without a rate."""
        return tuple(part for part in self.parts if part.factor is None)

    @property
    def is_converted(self) -> bool:
        """Whether a part of it was said in another currency."""
        return any(part.factor and part.factor.steps for part in self.parts)

    @property
    def in_own(self) -> Money:
        """The converted sum."""
        return Money(self.amount, self.currency)

    def __add__(self, other: Total) -> Total:
        if self.currency != other.currency:
            raise Unlike(f"{self.currency} and {other.currency} do not add up.")
        found = {part.money.currency: part for part in self.parts}
        for part in other.parts:
            code = part.money.currency
            found[code] = found[code] + part if code in found else part
        return Total(self.currency, tuple(found[code] for code in sorted(found)))

    def __lt__(self, other: Total) -> bool:
        return self.in_own < other.in_own

    def __bool__(self) -> bool:
        return any(part.money for part in self.parts)

    def share_of(self, whole: Total) -> float | None:
        """Return its share of a whole in the same currency; ``None`` of nothing."""
        if self.currency != whole.currency:
            raise Unlike(f"{self.currency} is no share of {whole.currency}.")
        return float(self.amount / whole.amount) if whole.amount else None


NO_MONEY = Total()


def by_currency(
    paid: Mapping[int, tuple[str, Decimal]], customer_ids: Iterable[int]
) -> tuple[dict[str, Decimal], dict[str, int]]:
    """Return what some customers pay, and how many they are, by currency.

    ``paid`` holds currency and amount by customer; a customer who pays nothing pays
    in no currency.
    """
    sums: dict[str, Decimal] = {}
    counts: dict[str, int] = {}
    for customer_id in sorted(set(customer_ids) & paid.keys()):
        currency, amount = paid[customer_id]
        if amount:
            sums[currency] = sums.get(currency, NOTHING) + amount
            counts[currency] = counts.get(currency, 0) + 1
    return sums, counts


class Rates:
    """The newest rates known, and what any currency is worth in the own one."""

    def __init__(self, own: str, newest: Iterable[Rate]) -> None:
        self.own = own
        self._by_pair = {(rate.base, rate.quote): rate for rate in newest}
        self._known: dict[tuple[str, str], Factor | None] = {}

    def factor(self, currency: str, into: str = "") -> Factor | None:
        """Return what one unit is worth in the own currency, or ``into`` another.

        The rates whose oldest day is the newest are taken: a rate of the two
        currencies, read either way, or two rates over a third currency, such as
        both against the euro. Of the same day the direct rate wins, then the third
        currency by name. ``None`` without a rate.
        """
        target = into or self.own
        key = (currency, target)
        if key not in self._known:
            self._known[key] = self._find(currency, target)
        return self._known[key]

    def total(
        self, sums: Mapping[str, Decimal], counts: Mapping[str, int] | None = None
    ) -> Total:
        """Return amounts by currency as one total in the own currency.

        ``counts`` says how many customers stand behind each amount.
        """
        of = counts or {}
        return Total(
            self.own,
            tuple(
                Part(Money(sums[code], code), of.get(code, 0), self.factor(code))
                for code in sorted(sums)
            ),
        )

    def kept(self, sums: Mapping[str, str], counts: Mapping[str, int]) -> Total:
        """Return amounts by currency that were kept as text as one total."""
        return self.total({code: Decimal(text) for code, text in sums.items()}, counts)

    def one(self, amount: Decimal | None, currency: str) -> Total:
        """Return what one customer pays; nothing where it is not known."""
        return self.total({currency: amount}, {currency: 1}) if amount else self.none

    @property
    def none(self) -> Total:
        """No money, in the own currency."""
        return Total(self.own)

    @property
    def factors(self) -> dict[str, Decimal]:
        """What one unit of each currency with a way to the own one is worth."""
        codes = {code for pair in self._by_pair for code in pair} | {self.own}
        found = {code: self.factor(code) for code in sorted(codes) if code}
        return {code: factor.value for code, factor in found.items() if factor}

    def _find(self, currency: str, target: str) -> Factor | None:
        if currency == target:
            return SAME if target else None
        ways = [way for way in (self._step(currency, target),) if way]
        for third in sorted({code for pair in self._by_pair for code in pair}):
            there, onward = self._step(currency, third), self._step(third, target)
            if there and onward:
                ways.append(
                    Factor(there.value * onward.value, there.steps + onward.steps)
                )
        return max(ways, key=lambda way: way.on_date or date.min, default=None)

    def _step(self, currency: str, target: str) -> Factor | None:
        """Return the newer of the rate of two currencies and its reverse."""
        straight = self._by_pair.get((currency, target))
        reverse = self._by_pair.get((target, currency))
        if straight and (reverse is None or straight.on_date >= reverse.on_date):
            return Factor(straight.value, (straight,))
        return Factor(1 / reverse.value, (reverse,)) if reverse else None
