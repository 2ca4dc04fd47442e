"""Words of the connections domain."""

from leadline.connections.types.events import AREA_OF, AREAS, TOLD, TRY, UNTOLD
from leadline.connections.types.hooks import (
    BOTH_FOR,
    GIVEN_UP_AFTER,
    MOST_ENDPOINTS,
    DeliveryRow,
    DeliveryState,
    EndpointIn,
    EndpointRow,
    Outcome,
    Parcel,
    SwitchedOff,
    wait_after,
)

__all__ = [
    "AREAS",
    "AREA_OF",
    "BOTH_FOR",
    "GIVEN_UP_AFTER",
    "MOST_ENDPOINTS",
    "TOLD",
    "TRY",
    "UNTOLD",
    "DeliveryRow",
    "DeliveryState",
    "EndpointIn",
    "EndpointRow",
    "Outcome",
    "Parcel",
    "SwitchedOff",
    "wait_after",
]
