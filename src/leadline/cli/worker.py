"""The worker that ``serve`` starts; alone: ``python -m leadline.cli.worker``."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from leadline.cli.context import boot, choose_folder


def run_worker() -> None:
    """Work on the queue of the data folder until a signal comes."""
    from leadline.accounts.jobs import Desk
    from leadline.foundation import runner, worker

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: runner.stopping.set())
    worker.work(Path(os.environ["LEADLINE_DATA_DIR"]), Desk())


if __name__ == "__main__":
    choose_folder(None)
    boot()
    run_worker()
