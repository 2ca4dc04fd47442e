"""``leadline purge``: what was kept long enough goes."""

from __future__ import annotations

from pathlib import Path

import click

from leadline.cli.context import (
    boot,
    choose_folder,
    folder_option,
    json_option,
    need_folder,
    says_why,
)
from leadline.cli.saying import say, say_json
from leadline.foundation.errors import Invalid
from leadline.foundation.words import plural

LONGEST = 36_500


@click.command()
@folder_option
@click.option(
    "--keep",
    multiple=True,
    metavar="KIND=DAYS",
    help="Another time for a kind, or `never`; may be said again.",
)
@click.option("--dry-run", is_flag=True, help="Count, and delete nothing.")
@json_option
@says_why
def purge(
    folder: Path | None, keep: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Delete what has been kept long enough.

    Sessions, links and answers of the API a day after they ended, tries to sign in
    after 7 days, jobs that ended after 90, mails and messages that left or failed after
    90, files that were imported after 365 (what was read from them stays). Nothing that
    people wrote and nothing that the record vouches for is among it. Run it daily, by
    cron or a timer.

    Example: leadline purge --keep jobs=30 --keep uploads=never --dry-run
    """
    home = choose_folder(folder)
    need_folder(home)
    boot()
    from leadline.accounts.actions import purge as purge_rows
    from leadline.accounts.types import KEPT_DAYS
    from leadline.foundation.jobs import clock
    from leadline.importing.sweep import sweep_uploads

    days = read_days(keep, dict(KEPT_DAYS))
    now = clock()
    counts = purge_rows(days=days, now=now, is_trial=dry_run)
    if "uploads" in days:
        counts["uploads"] = sweep_uploads(
            now=now, days=days["uploads"], is_trial=dry_run
        )
    if as_json:
        say_json({"dry_run": dry_run, **counts})
        return
    word = "would go" if dry_run else "gone"
    for kind, count in counts.items():
        say(f"{kind}: {count:,} {word}, older than {plural(days[kind], 'day', 'days')}")


def read_days(keep: tuple[str, ...], days: dict[str, int]) -> dict[str, int]:
    """Return days by kind as they were said; raise ``Invalid`` for another kind.

    >>> read_days(("jobs=30", "links=never"), {"jobs": 90, "links": 1})
    {'jobs': 30}
    """
    for one in keep:
        kind, _, said = one.partition("=")
        if kind not in days:
            raise Invalid(f"There is no kind {kind!r}. There are: {', '.join(days)}.")
        if said == "never":
            del days[kind]
        elif said.isdecimal() and int(said) <= LONGEST:
            days[kind] = int(said)
        else:
            raise Invalid(f"Say days or never for {kind}, such as {kind}=30.")
    return days
