"""Where a program begins: one workspace, and what can be asked of it by area."""

from __future__ import annotations

from .areas import Areas
from .connection import Connection
from .values import Id


class Leadline(Areas):
    """A workspace of Leadline, as whoever the token is of.

    Parameters
    ----------
    address
        Where Leadline stands: ``https://leadline.example.com``.
    token
        An access token; it is sent with each request and shown nowhere.
    workspace
        The number of the workspace.
    deadline
        Seconds that a call may take, with all that is waited for and sent again.
    allow_http
        Whether the token may go over a connection that is not encrypted.
    """

    def __init__(
        self,
        address: str,
        token: str,
        *,
        workspace: Id,
        deadline: float = 120.0,
        allow_http: bool = False,
    ) -> None:
        connection = Connection(
            address,
            token,
            workspace=workspace,
            deadline=deadline,
            allow_http=allow_http,
        )
        super().__init__(connection)
        self._shown = f"Leadline({connection.address!r}, workspace={workspace!r})"

    def __repr__(self) -> str:
        return self._shown
