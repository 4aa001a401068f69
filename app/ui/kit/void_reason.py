"""作废 asks for its reason on the page, not in a box."""

from __future__ import annotations

from app.ui.kit.reason import Reason


class VoidReason(Reason):
    """The same strip for a record that is taken out."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"{kind}.remove",
            "kit.remove_reason",
            "kit.remove",
            wanting="kit.remove_wanting",
            role="danger",
        )
