"""From two queues to one: what waited still waits, and no worker takes it twice."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from leadline.accounts import actions
from leadline.accounts.models import Job
from leadline.accounts.types import JobState, JobTaken
from leadline.foundation.jobs import clock
from tests.conftest import Person
from tests.factories import as_row
from tests.older import begun_at, to

GONE = "django_tasks_database"
TABLE = f"{GONE}_dbtaskresult"


def queued(person: Person) -> Job:
    actor = person.actor
    return as_row(
        Job, actions.start_job(actor=actor, kind="evidence.group_feedback", args={})
    )


@pytest.mark.django_db(transaction=True)
def test_what_waited_in_both_waits_in_one_and_the_other_is_gone() -> None:
    with begun_at([("accounts", "0005_a_sealed_record")]) as old:
        space = old.get_model("accounts", "Workspace").objects.create(name="Acme")
        user = old.get_model("accounts", "User").objects.create(email="o@example.com")
        waiting = old.get_model("accounts", "Job").objects.create(
            workspace=space, user=user, kind="evidence.group_feedback"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE {TABLE} (id integer PRIMARY KEY, status text)"
            )
            cursor.execute(f"INSERT INTO {TABLE} VALUES (1, 'READY')")
        MigrationRecorder(connection).record_applied(GONE, "0001_initial")
        kind = ContentType.objects.create(app_label=GONE, model="dbtaskresult")
        Permission.objects.create(content_type=kind, codename="view", name="Can view")

        new = to([("accounts", "0006_one_queue")])

        assert TABLE not in connection.introspection.table_names()
        assert GONE not in {
            app for app, _ in MigrationRecorder(connection).applied_migrations()
        }
        assert not ContentType.objects.filter(app_label=GONE).exists()
        assert not Permission.objects.filter(content_type_id=kind.pk).exists()
        kept = new.get_model("accounts", "Job").objects.get()
        assert (kept.pk, kept.state) == (waiting.pk, JobState.QUEUED)


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_take_each_job_once(ana: Person) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("one writer at a time: real processes try it in test_worker.py")
    waiting = {queued(ana).pk for _ in range(40)}

    def work(name: int) -> list[int]:
        taken = []
        try:
            while job := actions.take_job(claim=str(name), now=clock()):
                taken.append(job.pk)
        finally:
            connection.close()
        return taken

    with ThreadPoolExecutor(4) as pool:
        counts = Counter(pk for taken in pool.map(work, range(4)) for pk in taken)

    assert set(counts) == waiting
    assert set(counts.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_a_job_that_another_worker_is_taking_is_passed_over(ana: Person) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time")
    first, second = queued(ana), queued(ana)

    def take() -> JobTaken | None:
        try:
            return actions.take_job(claim="other", now=clock())
        finally:
            connection.close()

    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        Job.objects.select_for_update().get(pk=first.pk)
        taken = pool.submit(take).result(timeout=30)
        assert taken is not None
        assert taken.id == second.pk
