"""Writes of the accounts domain."""

from leadline.accounts.actions.audit import GENESIS, event_hash, record
from leadline.accounts.actions.jobs import (
    Place,
    beat_job,
    cancel_job,
    claim_job,
    end_job,
    new_claim,
    note_progress,
    reap_jobs,
    requeue_job,
    retry_job,
    start_job,
)
from leadline.accounts.actions.people import create_user

__all__ = [
    "GENESIS",
    "Place",
    "beat_job",
    "cancel_job",
    "claim_job",
    "create_user",
    "end_job",
    "event_hash",
    "new_claim",
    "note_progress",
    "reap_jobs",
    "record",
    "requeue_job",
    "retry_job",
    "start_job",
]
