"""The audit log: what was done, by whom, and whether the record is whole."""

from __future__ import annotations

import json

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from leadline.accounts.queries import (
    export_events,
    list_events,
    list_people,
    list_verbs,
)
from leadline.accounts.types import EventFilter
from leadline.conversation.queries import subjects_of_log
from leadline.foundation.errors import Invalid
from leadline.web.accounts.forms import AuditFilter
from leadline.web.shell.downloads import csv_download
from leadline.web.shell.requests import Request, in_workspace, render

HEADER = ["line", "at", "person", "through", "what", "subject", "detail", "hash"]


def _filter(request: Request) -> tuple[AuditFilter, EventFilter]:
    form = AuditFilter(request.GET)
    if not form.is_valid():
        raise Invalid("That filter cannot be read.")
    wanted = form.cleaned_data
    where = EventFilter(wanted["verb"], wanted["person"], wanted["day"])
    return form, where


@require_safe
@in_workspace
def audit(request: Request) -> HttpResponseBase:
    """Show the audit log, newest first, narrowed by what, who and when."""
    form, where = _filter(request)
    actor = request.actor
    found = list_events(actor=actor, where=where, page=form.cleaned_data["page"] or 1)
    keys = [line.subject for line in found.items]
    subjects = subjects_of_log(actor=actor, keys=keys)
    people = list_people(actor=actor)
    names = {f"accounts.user:{pk}": name for pk, name in people}
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "where": where,
        "found": found,
        "lines": [
            (line, subjects.get(line.subject), names.get(line.subject))
            for line in found.items
        ],
        "verbs": list_verbs(actor=actor),
        "people": people,
        "query": query.urlencode(),
    }
    return render(request, "accounts/audit.html", context, part="lines")


@require_safe
@in_workspace
def audit_csv(request: Request) -> HttpResponseBase:
    """Give the matching lines of the audit log as a CSV file, oldest first."""
    _, where = _filter(request)
    lines = export_events(actor=request.actor, where=where)
    rows = (
        [
            line.sequence,
            line.at.isoformat(),
            line.person,
            line.surface,
            line.verb,
            line.subject,
            json.dumps(line.detail, ensure_ascii=False),
            line.hash,
        ]
        for line in lines
    )
    return csv_download("audit.csv", HEADER, rows)
