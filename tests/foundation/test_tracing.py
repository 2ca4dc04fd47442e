"""Traces go where the standard variables say, and hold no path and no word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from leadline.foundation.errors import Invalid
from leadline.foundation.tracing import check_tracing, is_traced, traced
from tests.contracts.test_start import loaded_by

COLLECTOR = "OTEL_EXPORTER_OTLP_ENDPOINT"
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def collected(monkeypatch: Any) -> Iterator[InMemorySpanExporter]:
    """What a collector gets; the provider of a process can be set once only."""
    monkeypatch.setenv(COLLECTOR, "http://localhost:4318")
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setattr(trace, "get_tracer", provider.get_tracer)
    yield kept
    provider.shutdown()


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, False),
        ({COLLECTOR: "http://localhost:4318"}, True),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://localhost:4318"}, True),
        ({COLLECTOR: "http://localhost:4318", "OTEL_SDK_DISABLED": "true"}, False),
        ({COLLECTOR: "http://localhost:4318", "OTEL_TRACES_EXPORTER": "none"}, False),
    ],
)
def test_the_standard_variables_say_whether_there_are_traces(
    monkeypatch: Any, variables: dict[str, str], wanted: bool
) -> None:
    for name, text in variables.items():
        monkeypatch.setenv(name, text)

    assert is_traced() is wanted
    check_tracing()


def test_another_protocol_is_refused_at_the_start(monkeypatch: Any) -> None:
    monkeypatch.setenv(COLLECTOR, "http://localhost:4317")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")

    with pytest.raises(Invalid, match="http/protobuf"):
        check_tracing()


def test_what_is_missing_is_said_at_the_start(monkeypatch: Any) -> None:
    monkeypatch.setenv(COLLECTOR, "http://localhost:4318")
    monkeypatch.setattr("leadline.foundation.tracing.find_spec", lambda _: None)

    with pytest.raises(Invalid, match=r"leadline\[otel\]"):
        check_tracing()


def test_without_a_collector_nothing_of_it_is_loaded() -> None:
    loaded = loaded_by(
        "import leadline.config.wsgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns"
    )

    assert {name.split(".")[0] for name in loaded} & {
        "opentelemetry",
        "prometheus_client",
    } == set()


@pytest.mark.django_db
def test_a_request_is_traced_by_its_route(collected: InMemorySpanExporter) -> None:
    Client().get("/sign-in/a-key-of-a-link/?q=quagga", headers={"traceparent": CALLER})

    (span,) = collected.get_finished_spans()
    assert span.name == "GET /sign-in/<str:token>/"
    assert format(span.context.trace_id, "032x") in CALLER
    assert "key" not in span.to_json()
    assert "quagga" not in span.to_json()


def test_what_goes_wrong_in_a_trace_keeps_its_words_to_itself(
    collected: InMemorySpanExporter,
) -> None:
    with pytest.raises(ValueError, match="quagga"), traced("job", attempt=1):
        raise ValueError("quagga")

    (span,) = collected.get_finished_spans()
    assert not span.status.is_ok
    assert "quagga" not in span.to_json()
