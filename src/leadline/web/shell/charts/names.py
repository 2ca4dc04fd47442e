"""Names beside the shapes of a map: each where it covers the least."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LETTER, LINE, GAP, LONGEST = 6.4, 13, 13, 22
SHAPE = 9
SHIFTS = (0.0, -12.0, 12.0, -22.0, 22.0, -34.0, 34.0)
Box = tuple[float, float, float, float]
Shape = tuple[float, float, str, str]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: beside its shape, a little up or down.

    Without ``has_line`` there is no room for the line under it.
    """

    side: str
    shift: float
    has_line: bool
    box: Box


def free_names(
    shapes: Sequence[Shape], frame: Box, most: int, longest: int = LONGEST
) -> dict[int, Label]:
    """Return names that cover nothing, of ``most`` shapes, by the place in the list.

    A shape is its place, its name and the line under that, if any; the first are named
    first. ``frame`` is what no name may leave: left, top, right, bottom.

    >>> free_names([(5, 17, "Ana", ""), (6, 17, "Ben", ""), (95, 17, "Cleo", "")],
    ...            (0, 5, 100, 25), 2).keys()
    dict_keys([0, 2])
    """
    taken = [_around(shape) for shape in shapes]
    found: dict[int, Label] = {}
    for at, shape in enumerate(shapes):
        label, over = _best(shape, taken, frame, longest)
        if over:
            taken.pop()
        else:
            found[at] = label
        if len(found) == most:
            break
    return found


def _around(shape: Shape) -> Box:
    x, y, *_ = shape
    return (x - SHAPE, y - SHAPE, x + SHAPE, y + SHAPE)


def _best(
    shape: Shape, taken: list[Box], frame: Box, longest: int
) -> tuple[Label, float]:
    """Return the best place of a name, taken from then on, and what it covers."""
    places = [(one, _covered(one.box, taken, frame)) for one in _places(shape, longest)]
    best = min(places, key=lambda place: place[1])
    taken.append(best[0].box)
    return best


def _places(shape: Shape, longest: int) -> Iterator[Label]:
    x, y, name, under = shape
    for has_line in (True, False) if under else (False,):
        letters = max(len(name), len(under) if has_line else 0)
        width = LETTER * min(longest, letters)
        height = LINE * (1 + has_line)
        for shift in SHIFTS:
            for side in ("right", "left"):
                start = x + GAP if side == "right" else x - GAP - width
                top = y + shift - 10
                box = (start, top, start + width, top + height)
                yield Label(side, shift, has_line, box)


def _covered(box: Box, taken: Sequence[Box], frame: Box) -> float:
    """Return how much of a name covers others or stands outside the frame."""
    left, top, right, bottom = box
    over = 0.0
    for lf, t, r, b in taken:  # most lie elsewhere: asked first, for it is asked often
        if lf < right and r > left and t < bottom and b > top:
            over += (min(right, r) - max(left, lf)) * (min(bottom, b) - max(top, t))
    out = max(0.0, frame[0] - left) + max(0.0, right - frame[2])
    return over + 100 * (out + max(0.0, frame[1] - top) + max(0.0, bottom - frame[3]))
