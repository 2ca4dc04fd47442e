"""Tables of the launches domain."""

from leadline.launches.models.launches import Launch, LaunchStep, LaunchTemplate

__all__ = ["Launch", "LaunchStep", "LaunchTemplate"]
