"""Formulas that people write: arithmetic over named figures, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext

from leadline.foundation.errors import Invalid

LONGEST = 200
DIGITS = 24
LARGEST = Decimal(10) ** 15
MINUS, TIMES, BY = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"
SIGNS = {ast.Add: "+", ast.Sub: MINUS, ast.Mult: TIMES, ast.Div: BY}
TYPED = str.maketrans({MINUS: "-", TIMES: "*", BY: "/"})
NOT_READ = (
    "This is not a formula. Write figures by name, numbers, + - * / and brackets: "
    "reach * impact * confidence / effort."
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read; ``names`` are the figures in it, in their order.

    >>> per_week = read_formula("(reach + 1) / effort", {"reach", "effort"})
    >>> per_week.names
    ('reach', 'effort')
    >>> per_week.value({"reach": Decimal(29), "effort": Decimal(4)})
    Decimal('7.5')
    >>> per_week.shown({"reach": "29", "effort": "4"})
    '(29 + 1) ÷ 4'
    >>> per_week.value({"reach": Decimal(29), "effort": Decimal(0)}) is None
    True
    """

    words: str
    names: tuple[str, ...]
    tree: ast.expr

    def value(self, figures: Mapping[str, Decimal]) -> Decimal | None:
        """Return what it comes to; ``None`` where it divides by nothing."""
        with localcontext() as context:
            context.prec = DIGITS
            try:
                return _value(self.tree, figures)
            except (DivisionByZero, InvalidOperation, Overflow):
                return None

    def shown(self, figures: Mapping[str, str]) -> str:
        """Return it as people write it, with these words in place of the names."""
        return _shown(self.tree, figures)

    def power_of(self, names: Collection[str]) -> int | None:
        """Return how often the named figures are multiplied into it.

        Money counts once where money comes out; ``None`` where unlike things are
        added, so that what comes out has no unit.

        >>> read_formula("profit * 2 / 52", {"profit"}).power_of({"profit"})
        1
        >>> read_formula("profit + reach", {"profit", "reach"}).power_of({"profit"})
        """
        return _power(self.tree, names)


def read_formula(words: str, names: Collection[str]) -> Formula:
    """Read a formula over some figures.

    Raises ``Invalid`` for anything but names that are known, numbers, the four
    operations and brackets, and for one without any name.
    """
    text = words.strip()
    if len(text) > LONGEST:
        raise Invalid(f"A formula has at most {LONGEST} characters.", field="formula")
    try:
        tree = ast.parse(text.translate(TYPED), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Invalid(NOT_READ, field="formula") from None
    found: dict[str, None] = {}
    _check(tree, names, found)
    if not found:
        raise Invalid(
            f"A formula names at least one figure: {', '.join(names)}.", field="formula"
        )
    return Formula(text, tuple(found), tree)


def _check(node: ast.expr, names: Collection[str], found: dict[str, None]) -> None:
    match node:
        case ast.BinOp(left, operator, right) if type(operator) in SIGNS:
            _check(left, names, found)
            _check(right, names, found)
        case ast.UnaryOp(ast.USub(), operand):
            _check(operand, names, found)
        case ast.Constant(value) if _is_number(value):
            if abs(Decimal(str(value))) > LARGEST:
                raise Invalid("A number in a formula is too large.", field="formula")
        case ast.Name(name):
            if name not in names:
                known = ", ".join(names)
                raise Invalid(
                    f"There is no figure “{name}”. There are {known}.", field="formula"
                )
            found[name] = None
        case _:
            raise Invalid(NOT_READ, field="formula")


def _is_number(value: object) -> bool:
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    return is_figure and Decimal(str(value)).is_finite()


def _value(node: ast.expr, figures: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.BinOp(left, operator, right):
            one, other = _value(left, figures), _value(right, figures)
            match operator:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
            return one / other
        case ast.UnaryOp(_, operand):
            return -_value(operand, figures)
        case ast.Name(name):
            return figures[name]
    return Decimal(str(node.value))  # type: ignore[attr-defined]  # nothing else is let in


def _shown(node: ast.expr, figures: Mapping[str, str], inside: int = 0) -> str:
    """Write a part; ``inside`` is how tightly what stands around it binds."""
    match node:
        case ast.BinOp(left, operator, right):
            binds = 1 if isinstance(operator, ast.Add | ast.Sub) else 2
            sign = SIGNS[type(operator)]
            # What is taken away or divided by keeps its brackets: a - (b - c).
            after = binds + isinstance(operator, ast.Sub | ast.Div)
            one = _shown(left, figures, binds)
            text = f"{one} {sign} {_shown(right, figures, after)}"
            return f"({text})" if binds < inside else text
        case ast.UnaryOp(_, operand):
            return f"{MINUS}{_shown(operand, figures, 3)}"
        case ast.Name(name):
            return figures[name]
    return str(node.value)  # type: ignore[attr-defined]  # nothing else is let in


def _power(node: ast.expr, names: Collection[str]) -> int | None:
    match node:
        case ast.BinOp(left, operator, right):
            one, other = _power(left, names), _power(right, names)
            if one is None or other is None:
                return None
            if isinstance(operator, ast.Add | ast.Sub):
                return one if one == other else None
            return one + other if isinstance(operator, ast.Mult) else one - other
        case ast.UnaryOp(_, operand):
            return _power(operand, names)
        case ast.Name(name):
            return int(name in names)
    return 0
