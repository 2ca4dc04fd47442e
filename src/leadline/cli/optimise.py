"""``leadline optimise``: the best plan of a plan file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from leadline.cli.context import futures_option, out_option, says_why, seed_option
from leadline.cli.saying import amount, say, say_json
from leadline.cli.solving import only_ours_on_stdout, telling

NAMED = 5
PROVEN = 1e-6


@click.command()
@click.argument("plan", type=click.Path(path_type=Path), metavar="PLAN.json")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="S",
    help="Seconds to plan for, at most.",
)
@click.option(
    "--price-time",
    type=click.FloatRange(min=0),
    default=5.0,
    show_default=True,
    metavar="S",
    help="Seconds after that for what each bet left out would cost; 0 for none.",
)
@click.option(
    "--gap",
    type=click.FloatRange(min=0, max=1, max_open=True),
    default=0.0,
    show_default=True,
    metavar="G",
    help="Share of the objective the plan may fall short of the best: 0.01 is 1 %.",
)
@futures_option(
    "Plan on so many futures drawn from the ranges, not on their middles", 1, 5000
)
@click.option(
    "--risk",
    default="expected",
    show_default=True,
    metavar="R",
    help="What to choose by there: expected, cvar:0.1 (mean of the worst tenth), goal.",
)
@seed_option("futures")
@out_option("Where to write the result.", "RESULT.json")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON too.")
@says_why
def optimise(
    plan: Path,
    time_limit: float,
    price_time: float,
    gap: float,
    futures: int | None,
    risk: str,
    seed: int,
    out: Path,
    as_json: bool,
) -> None:
    """Choose bets and periods for the highest objective, and prove it.

    Reads a plan file (teams, bets, customers, goals, limits, synergies) and writes a
    result file: the bets chosen, what they bring, how far from the best they can be,
    and for each bet left out why, what it would cost to force in and what that would
    push out.
    If the demands clash, the result names the smallest set that cannot all be met.

    With --futures the values and efforts that are ranges turn out differently in each
    future. The plan is chosen over all of them, and each bet is core, borderline or out
    by the share of futures whose best plan has it in.

    Example: leadline optimise plan.json --out result.json
    """
    from leadline.workbench.optimise import optimise_file
    from leadline.workbench.optimise_futures import optimise_in_futures

    if futures is None and risk != "expected":
        raise click.UsageError("--risk is about futures; give --futures N with it.")
    with only_ours_on_stdout(), telling() as tell:
        if futures is None:
            result = optimise_file(
                plan,
                out=out,
                time_limit=time_limit,
                gap=gap,
                pricing_limit=price_time,
                progress=tell,
            )
        else:
            result = optimise_in_futures(
                plan,
                out=out,
                time_limit=time_limit,
                futures=futures,
                seed=seed,
                risk=risk,
                progress=tell,
            )
    say_json(result) if as_json else say(_told(result))


def _told(result: dict[str, Any]) -> str:
    from leadline.foundation.words import plural

    if result["status"] == "infeasible":
        clash = "\n".join(f"  {words}" for words in result["clash"])
        size = "" if result["clash_is_smallest"] else " (perhaps not the fewest)"
        return f"No plan can meet these at once{size}; give up one:\n{clash}"
    objective, found = amount(result["objective"], result["currency"]), ""
    if futures := result.get("futures"):
        objective += " at the middles of the ranges"
        found = f"\n{_in_futures(futures, result)}"
    else:
        objective += f", {_proof(result['gap'])}"
    return (
        f"{plural(len(result['chosen']), 'bet', 'bets')} in, "
        f"{len(result['left_out'])} left out; "
        f"{plural(len(result['served']), 'customer', 'customers')} served; objective "
        f"{objective}, in {result['seconds']:.1f} s."
        f"{_binding(result)}{found}"
    )


def _proof(gap: float | None) -> str:
    """Return how far a plan is from the best, in what it was chosen by.

    >>> _proof(0.0), _proof(0.0000004), _proof(0.0123), _proof(None)
    ('proven best', 'proven best', 'at most 1.23% below the best', 'without proof')
    """
    if gap is None:
        return "without proof"
    if gap <= PROVEN:
        return "proven best"
    return f"at most {max(gap, 0.0001):.2%} below the best"


def _binding(result: dict[str, Any]) -> str:
    """Say in a line each which limits keep bets out that would bring something."""
    return "".join(
        f"\n{_capital(limit['limit'])}; {_used(limit)}, which keeps out "
        f"{_named(limit['keeps_out'])}."
        for limit in result.get("limits", ())
        if limit["keeps_out"]
    )


def _used(limit: dict[str, Any]) -> str:
    if limit["unit"] == "share":
        return f"it takes {100 * limit['used']:.3g}%"
    return f"{limit['used']:,.12g} {limit['unit']} is used"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _named(bets: list[str]) -> str:
    if len(bets) <= NAMED:
        *most, last = bets
        return f"{', '.join(most)} and {last}" if most else last
    return f"{', '.join(bets[:NAMED])} and {len(bets) - NAMED} more"


def _in_futures(found: dict[str, Any], result: dict[str, Any]) -> str:
    """Say how the plan does in the futures that it was chosen by, and what each bet is;
    what it misses at the middles is the price of that, and no doubt about the proof."""
    from leadline.foundation.words import plural

    currency = result["currency"]
    if found["count"] == 1:
        return f"Nothing in it is uncertain: it is {_proof(found['gap'])}."
    standing = [bet["standing"] for bet in found["bets"]]
    words = ", ".join(
        f"{standing.count(word)} {word}" for word in ("core", "borderline", "out")
    )
    is_odds = found["risk"] == "goal"
    value, middle = (
        f"{found[of]:.1%}" if is_odds else amount(found[of], currency)
        for of in ("value", "middle")
    )
    planned = plural(found["planned"], "future", "futures")
    # No odds are better than sure, whatever else is proven.
    proof = _proof(0.0 if is_odds and found["value"] == 1 else found["gap"])
    return (
        f"In {found['count']} futures {_measure(found['risk'])} {value}, "
        f"{proof}; with the plan that is best at the middles it is "
        f"{middle}.\nBets, by the best plans found of {planned}: {words}."
    )


def _measure(risk: str) -> str:
    """Return what a plan was chosen by, to be followed by its value.

    >>> _measure("expected"), _measure("cvar:0.1")
    ('the mean is', 'the mean of the worst 10% is')
    """
    if risk == "goal":
        return "the chance of all goals is"
    if risk == "expected":
        return "the mean is"
    return f"the mean of the worst {100 * float(risk.partition(':')[2]):.4g}% is"
