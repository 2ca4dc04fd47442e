"""Makes an operation out of its declaration: parameters, doors, answer, description."""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any, Literal

from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.params.functions import Body, Query
from pydantic import BaseModel, Field, create_model

from leadline.accounts.types import scope
from leadline.api.answers import FIELDS, answer, picked, seen_in
from leadline.api.bearer import AccessToken, Request
from leadline.api.cursors import question, read_cursor, write_cursor
from leadline.api.operations import LIMIT, MOST_LIMIT, Ask, Op
from leadline.api.problems import Problem
from leadline.api.repeats import done_once
from leadline.api.shapes import In, Moment, Out, build, json_of, shape_in, shape_out
from leadline.foundation.faults import Fault
from leadline.foundation.paging import After

NO_FILTERS = frozenset({"sort", "group", "page", "size", "per_page"})
SINCE = "updated_since"
OWN = {"limit", "cursor", FIELDS, SINCE}
IS_NEW = "Only what was made or changed at this moment or later"
PLACE = inspect.Parameter.KEYWORD_ONLY


class ProblemSaid(Out):
    """A failure, by RFC 9457; `errors` names what is wrong and where."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[dict[str, str]] = []


FAILURES = {
    401: "No token that opens the workspace",
    403: "The token or the role of its holder does not allow it",
    404: "No such record, or none that this token may know of",
    409: "What stands forbids it",
    412: "Somebody changed it since",
    422: "The request is not as described, or breaks a rule",
    429: "Too many requests",
    503: "The database is busy",
}
OF_WRITES = {409, 412}
MEDIA = "application/problem+json"


def mount(api: NinjaAPI, ops: list[Op]) -> None:
    """Give an API its operations."""
    for op in ops:
        api.api_operation(
            [op.method],
            f"/w/{{int:workspace_id}}/{op.path}",
            auth=AccessToken(op.area, op.right),
            response={op.status: _answers(op)},
            operation_id=op.id,
            summary=op.summary,
            description=_description(op),
            tags=[op.part or op.area],
            url_name=op.id,
            openapi_extra=_extra(op),
        )(view_of(op))


def view_of(op: Op) -> Any:
    """Return the view of an operation, with the parameters that it declares."""

    def view(request: Request, **given: Any) -> HttpResponse:
        ids = {n: v for n, v in given.items() if n not in ("query", "body")}
        ids.pop("workspace_id")
        if op.is_list:
            response = _list(request, op, ids, given["query"])
        else:
            _only_known(request, {FIELDS} if op.method == "GET" else set())
            response = _one(request, op, ids, given.get("body"))
        return response

    view.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)]
        + [inspect.Parameter(n, PLACE, annotation=int) for n in _ids(op)]
        + _query(op)
        + _body(op)
    )
    view.__name__ = op.id
    view.__doc__ = op.summary
    return view


def _ids(op: Op) -> list[str]:
    parts = op.path.split("{int:")[1:]
    return ["workspace_id", *(part.split("}")[0] for part in parts)]


def _query(op: Op) -> list[inspect.Parameter]:
    if not op.is_list:
        return []
    told: Any = Query(...)
    return [inspect.Parameter("query", PLACE, annotation=asked_of(op), default=told)]


def _body(op: Op) -> list[inspect.Parameter]:
    if op.body is None:
        return []
    told: Any = Body(...)
    return [inspect.Parameter("body", PLACE, annotation=op.body, default=told)]


@cache
def asked_of(op: Op) -> type[BaseModel]:
    """Return what the address of a list may ask: the filters, and how far."""
    filters = shape_in(op.query, without=NO_FILTERS | op.no_filters) if op.query else In
    new: Any = {SINCE: (Moment | None, Field(None, description=IS_NEW))}
    words: Any = {name: (Literal["", *taken], "") for name, taken in op.words}
    return create_model(
        f"{op.id}_query",
        __base__=filters,
        **words,
        **(new if op.is_dated else {}),
        limit=(int, Field(LIMIT, ge=1, le=MOST_LIMIT, description="How many at most")),
        cursor=(
            str,
            Field("", max_length=300, description="`next` of the last one"),
        ),
        fields=(str, Field("", max_length=500, description="Only these fields")),
    )


def _only_known(request: Request, known: set[str]) -> None:
    for name in request.GET:
        if name not in known:
            detail = (
                f"There is no parameter “{name[:60]}” here. There are: "
                f"{', '.join(sorted(known)) or 'none'}."
            )
            raise Problem(
                422, detail, code="invalid", faults=[Fault(f"/{name[:60]}", detail)]
            )


def _list(
    request: Request, op: Op, ids: dict[str, int], query: BaseModel
) -> HttpResponse:
    """Answer a page of a list, with the cursor of the next."""
    _only_known(request, set(type(query).model_fields))
    asked = query.model_dump(exclude=OWN)
    since = getattr(query, SINCE, None)
    known = {**asked, **ids} if since is None else {**asked, **ids, SINCE: since}
    meant = question(request.auth.actor.workspace_id, op.id, known)
    after = read_cursor(query.cursor, meant)  # type: ignore[attr-defined]
    given = type(query).model_construct(
        query.model_fields_set - OWN, **{n: getattr(query, n) for n in asked}
    )
    found = op.does(
        Ask(
            request.auth.actor,
            timezone.now(),
            ids,
            wanted=build(op.query, given) if op.query else None,
            page=After(after, since),
            size=query.limit,  # type: ignore[attr-defined]
        )
    )
    kind = op.answers
    assert kind is not None
    items = [picked(request, json_of(kind, one, op.without)) for one in found]
    going_on = write_cursor(found.last, meant) if found.is_more else None
    return answer(request, {"items": items, "next": going_on})


def _one(
    request: Request, op: Op, ids: dict[str, int], said: BaseModel | None
) -> HttpResponse:
    """Answer a record, or what became of it."""

    if op.method == "PATCH" and said is not None and not said.model_fields_set:
        raise Problem(422, "Name at least one field to change.", code="invalid")

    def do() -> HttpResponse:
        seen = None
        if op.method != "GET":
            seen = seen_in(request, is_versioned=op.has_version and bool(ids))
        ask = Ask(request.auth.actor, timezone.now(), ids, body=said, seen=seen)
        return _answer(request, op, op.does(ask))

    if op.method == "POST" and not op.takes_long:
        return done_once(request, request.auth, do)
    if op.method == "GET" or op.takes_long:
        return do()
    with transaction.atomic():
        return do()


def _answer(request: Request, op: Op, found: Any) -> HttpResponse:
    if op.answers is None:
        return HttpResponse(status=op.status)
    record = json_of(op.answers, found, op.without)
    version = record.get("version") if op.has_version else None
    shown = picked(request, record) if op.method == "GET" else record
    response = answer(request, shown, status=op.status, version=version)
    if op.status == 201:
        root = f"/api/v1/w/{request.auth.actor.workspace_id}"
        response["Location"] = f"{root}/{op.home}/{record['id']}"
    return response


@cache
def _answers(op: Op) -> Any:
    if op.answers is None:
        return None
    one = shape_out(op.answers, op.without)
    if not op.is_list:
        return one
    return create_model(
        f"{op.id}_page",
        __base__=Out,
        items=(list[one], ...),  # type: ignore[valid-type]
        next=(str | None, ...),
    )


def _description(op: Op) -> str:
    told = f"Needs the scope `{scope(op.area, op.right)}`."
    if op.is_list:
        told += " Records come in the order in which they were made."
    if op.has_version and op.method != "GET" and op.status != 201:
        told += " `If-Match` with the record's `ETag` refuses to overwrite a change."
    return told


def _extra(op: Op) -> dict[str, Any]:
    known = set(FAILURES) if op.method != "GET" else set(FAILURES) - OF_WRITES
    extra: dict[str, Any] = {
        "x-scope": scope(op.area, op.right),
        "x-doors": list(op.doors),
        "responses": {
            code: {"$ref": f"#/components/responses/{code}"} for code in sorted(known)
        },
        "parameters": _headers(op),
    }
    if op.method == "GET":
        extra["responses"][304] = {"description": "You have this already"}
    return extra


def failures() -> dict[str, Any]:
    """Return how each failure is described, once for all operations."""
    said = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {
        str(code): {"description": told, "content": {MEDIA: said}}
        for code, told in FAILURES.items()
    }


def _headers(op: Op) -> list[dict[str, Any]]:
    names = []
    if op.method == "GET":
        names.append(("If-None-Match", "The `ETag` that you have"))
        if not op.is_list:
            names.append((FIELDS, "Only these fields"))
    elif op.method == "POST":
        names.append(("Idempotency-Key", "Sent again with it, it is done once"))
    if op.has_version and op.method in ("PATCH", "POST") and op.status != 201:
        names.append(("If-Match", "The `ETag` that you saw"))
    return [
        {
            "in": "query" if name == FIELDS else "header",
            "name": name,
            "required": False,
            "schema": {"type": "string"},
            "description": told,
        }
        for name, told in names
    ]
