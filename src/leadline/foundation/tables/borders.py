"""The border to everything that parses: no file may end in a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from leadline.foundation.errors import Invalid, LeadlineError

logger = logging.getLogger(__name__)


@contextmanager
def said_plainly() -> Iterator[None]:
    """Turn whatever a parser raises into a sentence; what is said already stays."""
    try:
        yield
    except LeadlineError:
        raise
    except UnicodeError as error:
        raise Invalid(
            "The file is not in the encoding that was named. Choose another one."
        ) from error
    except LookupError as error:
        _log(error)
        raise Invalid(
            "The file cannot be read: it is damaged, or its encoding has a name that "
            "nobody knows. Save it again as CSV in UTF-8."
        ) from error
    except Exception as error:
        _log(error)
        raise Invalid(
            "The file cannot be read: it is damaged, or not what its beginning says. "
            "Save it again as CSV or XLSX and bring that one."
        ) from error


def _log(error: Exception) -> None:
    """Log the kind of an error only: what a parser says may quote a cell."""
    logger.warning("A file could not be read: %s.", type(error).__name__)
