"""What is said of a year as the projection reckons it, by the quarter, and back."""

from __future__ import annotations

from leadline.strategy.types.sheet import Driver

QUARTERS = 4
HUNDRED = 100.0


def of_a_quarter(driver: Driver, value: float) -> float:
    """Return what a year's figure of the sheet is in a quarter; per cents as shares.

    A share that leaves, and a price that grows, compound to the year's figure.

    >>> of_a_quarter(Driver.NEW, 8.0), round(of_a_quarter(Driver.CHURN, 19.0), 4)
    (2.0, 0.0513)
    """
    if driver == Driver.CUSTOMERS:
        return value
    if driver == Driver.MARGIN:
        return value / HUNDRED
    if driver == Driver.CHURN:
        return float(1 - (1 - value / HUNDRED) ** (1 / QUARTERS))
    if driver == Driver.EXPANSION:
        return float((1 + value / HUNDRED) ** (1 / QUARTERS) - 1)
    return value / QUARTERS


def of_a_year(driver: Driver, value: float) -> float:
    """Return a quarter's figure as one says it of a year, shares as per cents.

    >>> round(of_a_year(Driver.CHURN, of_a_quarter(Driver.CHURN, 12.0)), 6)
    12.0
    """
    if driver == Driver.CUSTOMERS:
        return value
    if driver == Driver.MARGIN:
        return value * HUNDRED
    if driver == Driver.CHURN:
        return float((1 - (1 - value) ** QUARTERS) * HUNDRED)
    if driver == Driver.EXPANSION:
        return float(((1 + value) ** QUARTERS - 1) * HUNDRED)
    return value * QUARTERS


def step_of_a_quarter(driver: Driver, value: float) -> float:
    """Return by how much a bet moves a driver a quarter, said in the year's unit.

    >>> step_of_a_quarter(Driver.CHURN, -2.0), step_of_a_quarter(Driver.CUSTOMERS, 5.0)
    (-0.005, 5.0)
    """
    if driver in (Driver.CHURN, Driver.EXPANSION):
        return value / HUNDRED / QUARTERS
    return of_a_quarter(driver, value)
