"""Writes of the accounts domain."""

from leadline.accounts.actions.audit import GENESIS, event_hash, record
from leadline.accounts.actions.jobs import (
    claim_job,
    end_job,
    note_progress,
    start_job,
)
from leadline.accounts.actions.people import create_user

__all__ = [
    "GENESIS",
    "claim_job",
    "create_user",
    "end_job",
    "event_hash",
    "note_progress",
    "record",
    "start_job",
]
