"""Tables of the launches domain."""

from leadline.launches.models.after import LaunchLetter, LaunchOutcome
from leadline.launches.models.launches import Launch, LaunchStep, LaunchTemplate

__all__ = [
    "Launch",
    "LaunchLetter",
    "LaunchOutcome",
    "LaunchStep",
    "LaunchTemplate",
]
