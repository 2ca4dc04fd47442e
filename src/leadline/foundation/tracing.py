"""Traces of requests and jobs for who runs the machine, by OpenTelemetry's own names.

On where one of the standard variables names a collector, and nowhere else: without
it nothing is loaded. What a trace holds is said in ``docs/operations.md``: routes,
kinds and times, never an address with a key in it and never a word of anybody.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from leadline.foundation.errors import Invalid

NAMES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
TRUE, NONE, GRPC = "true", "none", "grpc"
MISSING = (
    "OTEL_EXPORTER_OTLP_ENDPOINT is set, and OpenTelemetry is not installed. Install "
    "leadline[otel], or take the variable away."
)
NO_GRPC = (
    "Traces leave by OTLP over HTTP: set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf, "
    "and name the collector's HTTP port (4318)."
)
_BEGUN: list[int] = []


def is_traced() -> bool:
    """Return whether the operator named a collector, and switched nothing off."""
    said = os.environ.get
    return (
        any(said(name) for name in NAMES)
        and said("OTEL_SDK_DISABLED", "").lower() != TRUE
        and said("OTEL_TRACES_EXPORTER", "").lower() != NONE
    )


def check_tracing() -> None:
    """Raise ``Invalid`` where traces are wanted and cannot be sent."""
    if not is_traced():
        return
    if os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "").lower() == GRPC:
        raise Invalid(NO_GRPC)
    if find_spec("opentelemetry.sdk") is None:
        raise Invalid(MISSING)


def begin_tracing(part: str) -> None:
    """Send what this process does to the collector; call it after the last fork.

    ``part`` is what the process is, ``web`` or ``worker``. Sampling, headers, limits
    and the name of the service come from the standard variables. Raises ``Invalid``
    as ``check_tracing``; does nothing where none is wanted, or it has begun.
    """
    if not is_traced() or [os.getpid()] == _BEGUN:
        return
    check_tracing()
    from opentelemetry import trace
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": "leadline"}
    resource = Resource.create({**named, "leadline.process": part})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    _BEGUN[:] = [os.getpid()]


@contextmanager
def traced(
    name: str, *, caller: Mapping[str, str] | None = None, **facts: str | int
) -> Iterator[Any]:
    """Trace what the block does, and give its span, or nothing where none is kept.

    ``caller`` are the headers of who asked, so that a trace begun elsewhere goes on.
    """
    if not is_traced():
        yield None
        return
    from opentelemetry import propagate, trace
    from opentelemetry.trace import SpanKind, StatusCode

    context = propagate.extract(dict(caller)) if caller is not None else None
    kind = SpanKind.INTERNAL if caller is None else SpanKind.SERVER
    tracer = trace.get_tracer("leadline")
    with tracer.start_as_current_span(
        name,
        context=context,
        kind=kind,
        attributes=facts,
        record_exception=False,  # what it says may be a customer's word
        set_status_on_exception=False,
    ) as span:
        try:
            yield span
        except BaseException:
            span.set_status(StatusCode.ERROR)
            raise
