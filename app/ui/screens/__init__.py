"""The screens, in the order of the navigation. How one is made stands in app/ui/screen.py.

A new screen is a file here, a function below that makes it (so that nothing is loaded before it is
opened), a line in SCREENS, and the words `screen.<key>` and `screen.<key>.help`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.desk.desk import Desk
    from app.ui.screen import Frame, Screen


@dataclass(frozen=True)
class Entrance:
    """One line of the navigation."""

    key: str  # words: screen.<key>
    icon: str  # a picture of resources/icons
    make: Callable[[Desk, Frame], Screen]
    in_navigation: bool = True  # a page one only comes to from another is not
    finds: bool = False  # shows what the find box finds


SCREENS: tuple[Entrance, ...] = ()
