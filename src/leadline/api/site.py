"""The API: where it lies, how it names itself, and who it is that asks."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import NinjaAPI, Schema
from ninja.openapi.schema import OpenAPISchema

from leadline import api as surface
from leadline.accounts.queries import workspace_of
from leadline.accounts.types import Role
from leadline.api import (
    accounts,
    briefings,
    conversation,
    deciding,
    decisions,
    evidence,
    filling,
    launches,
    launching,
    planning,
    reviews,
    roadmap,
    sheet,
    stakeholders,
    strategy,
)
from leadline.api.bearer import AccessToken, Request
from leadline.api.documents import mount_documents
from leadline.api.mounting import ProblemSaid, failures, mount
from leadline.api.operations import Op
from leadline.api.problems import register


class Api(NinjaAPI):
    """The API, whose description names the one form of failure too."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Return the description, OpenAPI 3.1."""
        told = super().get_openapi_schema(**given)
        told["components"]["responses"] = failures()
        told["components"]["schemas"]["Problem"] = ProblemSaid.model_json_schema()
        return told


api = Api(
    title="Leadline",
    version="1",
    description=(surface.__doc__ or "").strip(),
    urls_namespace="api",
    docs_url=None,
)
register(api)
AREAS = (
    accounts,
    evidence,
    strategy,
    filling,
    reviews,
    sheet,
    stakeholders,
    briefings,
    roadmap,
    planning,
    decisions,
    deciding,
    launches,
    launching,
    conversation,
)
OPS: list[Op] = [op for area in AREAS for op in area.OPS]
mount(api, OPS)
mount_documents(api)


class Me(Schema):
    """Who a token acts as, in which workspace, how far and until when."""

    name: str
    user_id: str
    is_service: bool
    role: Role
    workspace_id: str
    workspace: str
    currency: str
    timezone: str
    token: str
    scopes: list[str]
    expires_at: datetime


@api.get(
    "/w/{int:workspace_id}/me",
    auth=AccessToken(),
    response=Me,
    operation_id="get_me",
    summary="Who the token acts as",
    tags=["accounts"],
)
def me(request: Request, workspace_id: int) -> Me:
    """Any token that opens the workspace may ask this, whatever its scopes."""
    bearer = request.auth
    workspace = workspace_of(actor=bearer.actor)
    return Me(
        name=bearer.holder,
        user_id=str(bearer.actor.user_id),
        is_service=bearer.is_service,
        role=bearer.actor.role,
        workspace_id=str(workspace.id),
        workspace=workspace.name,
        currency=workspace.currency,
        timezone=workspace.timezone,
        token=bearer.name,
        scopes=list(bearer.scopes),
        expires_at=bearer.expires_at,
    )
