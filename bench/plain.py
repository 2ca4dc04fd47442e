"""Plain Django beside the API: the same rows by the same token, and nothing else.

Run by ``bench_api`` as a server of its own, with Leadline's tables and no middleware.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.plain")

from leadline.config.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.plain"


def customer(request, workspace_id: int, pk: int):
    """Answer a customer to whoever holds a token of the workspace."""
    from leadline.evidence.models import Customer

    return _answer(request, workspace_id, Customer, pk)


def piece(request, workspace_id: int, pk: int):
    """Answer a piece of feedback to whoever holds a token of the workspace."""
    from leadline.evidence.models import Feedback

    return _answer(request, workspace_id, Feedback, pk)


def _answer(request, workspace_id: int, model, pk: int):
    from django.http import JsonResponse

    from leadline.accounts.models import ApiToken
    from leadline.foundation.signing import token_hash

    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    held = ApiToken.objects.select_related("user", "member")
    token = held.filter(digest=token_hash(said)).first()
    if token is None or token.workspace_id != workspace_id:
        return JsonResponse({}, status=401)
    row = model.objects.filter(workspace_id=workspace_id, pk=pk).values().first()
    return JsonResponse(row or {}, status=200 if row else 404)


def __getattr__(name: str):
    if name == "urlpatterns":
        from django.urls import path

        root = "api/v1/w/<int:workspace_id>"
        return [
            path(f"{root}/customers/<int:pk>", customer),
            path(f"{root}/feedback/<int:pk>", piece),
        ]
    raise AttributeError(name)


def serve(port: int, processes: int) -> None:
    """Serve until somebody ends it."""
    from granian.constants import Interfaces
    from granian.server import Server

    def application(*_: object):
        import django

        django.setup()
        from django.core.wsgi import get_wsgi_application

        return get_wsgi_application()

    Server(
        "bench.plain", address="127.0.0.1", port=port, interface=Interfaces.WSGI,
        workers=processes, log_enabled=False,
    ).serve(target_loader=application, wrap_loader=False)  # fmt: skip


if __name__ == "__main__":
    serve(int(sys.argv[1]), int(sys.argv[2]))
