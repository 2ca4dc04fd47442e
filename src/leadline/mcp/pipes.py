"""The tools over standard input and output, for an assistant on this machine."""

from __future__ import annotations

from leadline.foundation.errors import Invalid
from leadline.mcp.caller import (
    NO_TOKEN,
    NOT_INSTALLED,
    caller_of,
    coming_with,
    is_installed,
)


def serve(token: str) -> None:
    """Answer until the assistant goes. Raises ``Invalid`` for a token that opens
    nothing, and where the protocol's library is not installed."""
    if not is_installed():
        raise Invalid(NOT_INSTALLED)
    if caller_of(token) is None:
        raise Invalid(NO_TOKEN)
    from leadline.mcp.server import server

    with coming_with(token):
        server().run("stdio")
