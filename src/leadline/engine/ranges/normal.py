"""Scores of the standard normal distribution, without what scipy takes to start."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

CENTRE, EDGE = 0.425, 0.180625
NEAR, FAR = 1.6, 5.0
# Numerators and denominators by rising power: for the middle, the tails, far out.
MIDDLE = (
    (3.3871328727963666080, 1.3314166789178437745e2, 1.9715909503065514427e3,
     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
     3.3430575583588128105e4, 2.5090809287301226727e3),
    (1.0, 4.2313330701600911252e1, 6.8718700749205790830e2,
     5.3941960214247511077e3, 2.1213794301586595867e4, 3.9307895800092710610e4,
     2.8729085735721942674e4, 5.2264952788528545610e3),
)  # fmt: skip
TAIL = (
    (1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
     3.64784832476320460504, 1.27045825245236838258, 2.41780725177450611770e-1,
     2.27238449892691845833e-2, 7.74545014278341407640e-4),
    (1.0, 2.05319162663775882187, 1.67638483018380384940,
     6.89767334985100004550e-1, 1.48103976427480074590e-1,
     1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9),
)  # fmt: skip
FAR_OUT = (
    (6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
     2.96560571828504891230e-1, 2.65321895265761230930e-2,
     1.24266094738807843860e-3, 2.71155556874348757815e-5,
     2.01033439929228813265e-7),
    (1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1,
     1.48753612908506148525e-2, 7.86869131145613259100e-4,
     1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15),
)  # fmt: skip
Ratio = tuple[tuple[float, ...], tuple[float, ...]]


def normal_score(u: npt.ArrayLike) -> Floats:
    """Return the standard normal scores that the shares ``u`` lie below.

    Parameters
    ----------
    u : array_like of float
        Between 0 and 1, any shape; elsewhere the score is not a number.

    Returns
    -------
    ndarray of float64, shape as ``u``
        Right to about 16 figures; infinite at 0 and 1.

    References
    ----------
    Wichura (1988). Algorithm AS 241: the percentage points of the normal
    distribution. Applied Statistics 37.

    Examples
    --------
    >>> normal_score([0.1, 0.5, 0.975]).round(6).tolist()
    [-1.281552, 0.0, 1.959964]
    """
    share = np.asarray(u, dtype=np.float64)
    flat = share.reshape(-1)
    offset = flat - 0.5
    score = offset * _ratio(MIDDLE, EDGE - offset * offset)
    outer = np.flatnonzero(~(np.abs(offset) <= CENTRE))
    if outer.size:
        score[outer] = _outer(flat[outer], offset[outer])
    return score.reshape(share.shape)


def _outer(share: Floats, offset: Floats) -> Floats:
    """Return the scores of shares near 0 and 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        depth = np.sqrt(-np.log(np.where(offset < 0, share, 1.0 - share)))
        score = _ratio(TAIL, depth - NEAR)
        far = depth > FAR
        if far.any():
            score[far] = _ratio(FAR_OUT, depth[far] - FAR)
    score[np.isinf(depth)] = np.inf
    return np.copysign(score, offset)


def _ratio(of: Ratio, x: Floats) -> Floats:
    above, below = (_power_sum(terms, x) for terms in of)
    above /= below
    return above


def _power_sum(terms: tuple[float, ...], x: Floats) -> Floats:
    total = np.full(x.shape, terms[-1])
    for term in reversed(terms[:-1]):
        total *= x
        total += term
    return total
