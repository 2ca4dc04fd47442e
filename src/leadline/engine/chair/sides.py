"""The sides words may stand on, and which of them no model may propose."""

from __future__ import annotations

from leadline.engine.chair.cues import has_cue
from leadline.engine.chair.sentences import Said

FOR, AGAINST, NEITHER = "for", "against", "neither"


def allowed(one: Said, side: str, is_today: bool) -> bool:
    """Return whether words may stand on a side at all, whatever the model says.

    A complaint or a wish alone is never for a change: it needs acceptance, without a
    condition. Praise of today is never against it. Irony takes no side.

    Parameters
    ----------
    one : Said
        A customer's own words.
    side : str
        ``FOR`` or ``AGAINST``.
    is_today : bool
        Whether the option leaves things as they are.

    Returns
    -------
    bool
        Whether the side may be proposed.

    Examples
    --------
    >>> from leadline.engine.chair.sentences import said
    >>> allowed(said("The price is a pain."), FOR, is_today=False)
    False
    >>> allowed(said("It works well for us, keep it."), AGAINST, is_today=True)
    False
    """
    text = one.text
    if has_cue(text, "irony"):
        return False
    accepts = has_cue(text, "gone", "yes")
    stays = has_cue(text, "keep", "rely")
    if side == FOR:
        if is_today:
            return stays or has_cue(text, "leave", "refuse")
        return accepts and not has_cue(text, "if")
    if is_today:
        return not stays or accepts
    return stays or has_cue(text, "refuse", "leave", "bad")
