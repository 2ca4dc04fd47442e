"""YAML that people write, read without trusting it: words, lists and names."""

from __future__ import annotations

from typing import Any

import yaml

from leadline.foundation.errors import Invalid


class _Plain(yaml.BaseLoader):
    """YAML of words only, without anchors: a small file cannot become a large one.

    Dates, numbers and tags stay the words they are: ``2026-13-45`` is no error.
    """

    what = "file"

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse an alias."""
        if self.check_event(yaml.events.AliasEvent):
            raise Invalid(f"A {self.what} has no anchors (& and *); write it out.")
        return super().compose_node(parent, index)


def read_yaml(text: str, *, what: str, longest: int) -> object:
    """Return what a YAML text holds: dictionaries, lists and words, nothing else.

    ``what`` is what people call the text, ``longest`` its most characters. Raises
    ``Invalid`` with the line that cannot be read.

    >>> read_yaml("name: x\\nsteps: [1, 2]", what="template", longest=99)
    {'name': 'x', 'steps': ['1', '2']}
    >>> read_yaml("a: [", what="template", longest=99)
    Traceback (most recent call last):
    ...
    leadline.foundation.errors.Invalid: The template cannot be read at line 1: it is \
no YAML.
    """
    if len(text) > longest:
        raise Invalid(f"The {what} is longer than {longest:,} characters.")
    loader = type("_Named", (_Plain,), {"what": what})
    try:
        return yaml.load(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f" at line {mark.line + 1}" if mark else ""
        raise Invalid(f"The {what} cannot be read{place}: it is no YAML.") from error
    except RecursionError:
        raise Invalid(f"The {what} is nested too deeply.") from None
