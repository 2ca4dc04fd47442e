"""What was decided before: on a decision's page, and while a question is typed."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from leadline.decisions.queries import decided_before
from leadline.web.shell.requests import Request, in_workspace, is_number, render

LONGEST = 240
SHORTEST = 12
"""Letters of a question from which it is compared: shorter ones say too little."""


@require_safe
@in_workspace
def before(request: Request) -> HttpResponse:
    """Show past decisions near a decision, or near a question and its options."""
    of = request.GET.get("decision", "")
    question = request.GET.get("question", "").strip()[:LONGEST]
    if is_number(of):
        found = decided_before(actor=request.actor, decision_id=int(of))
    elif len(question) >= SHORTEST:
        options = request.GET.get("options", "")[: 4 * LONGEST]
        found = decided_before(actor=request.actor, question=question, options=options)
    else:
        found = []
    context = {"found": found, "question": question}
    return render(request, "decisions/before.html", context, part="before")
