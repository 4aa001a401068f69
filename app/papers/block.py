"""What stands on a page: a thing with a height that can be drawn and perhaps divided; and how things flow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.papers.pen import Pen


@dataclass(kw_only=True)
class Block:
    """One thing on a page. All measures are points."""

    before: float = 0  # white above, none at the head of a page
    keep: bool = False  # stands on the page of what follows
    company: bool = False  # never opens a page alone: some text comes along
    fills: bool = False  # takes what is left of its page

    def height(self, width: float) -> float:
        raise NotImplementedError

    def split(self, width: float, room: float) -> tuple[Block, Block] | None:
        """The part that fits into the room and the rest, or nothing where it cannot be divided."""
        del width, room
        return None

    def filling(self, spare: float) -> Block:
        """The same, taller by at most so much."""
        del spare
        return self

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        raise NotImplementedError

    def texts(self) -> list[str]:
        """Every text it shows, in order."""
        return []


@dataclass
class Gap(Block):
    """White space, or room for writing."""

    tall: float = 0

    def height(self, width: float) -> float:
        del width
        return self.tall

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        del pen, x, top, width


@dataclass
class Group(Block):
    """Blocks that stay together."""

    blocks: list[Block] = field(default_factory=list)

    def height(self, width: float) -> float:
        return sum(b.height(width) + b.before for b in self.blocks)

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        for block in self.blocks:
            top -= block.before
            block.draw(pen, x, top, width)
            top -= block.height(width)

    def texts(self) -> list[str]:
        return [text for block in self.blocks for text in block.texts()]


@dataclass
class Beside(Block):
    """Two blocks side by side, the left one with its share of the width."""

    left: Block
    right: Block
    share: float = 0.5

    def _widths(self, width: float) -> tuple[float, float]:
        return width * self.share, width * (1 - self.share)

    def height(self, width: float) -> float:
        left, right = self._widths(width)
        return max(self.left.height(left), self.right.height(right))

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        left, right = self._widths(width)
        self.left.draw(pen, x, top, left)
        self.right.draw(pen, x + left, top, right)

    def texts(self) -> list[str]:
        return [*self.left.texts(), *self.right.texts()]


@dataclass
class Page:
    """What one page holds: each block with the depth at which it begins."""

    placed: list[tuple[Block, float]] = field(default_factory=list)
    used: float = 0

    def put(self, block: Block, width: float) -> None:
        self.used += block.before if self.placed else 0
        self.placed.append((block, self.used))
        self.used += block.height(width)


def flow(blocks: list[Block], width: float, tall: float) -> list[Page]:
    """Blocks over pages, in order."""
    waiting = list(blocks)
    pages = [Page()]
    while waiting:
        page = pages[-1]
        block = waiting.pop(0)
        room = tall - page.used - (block.before if page.placed else 0)
        if block.height(width) <= room + 0.01 and _keeps(block, waiting, width, room):
            page.put(block, width)
            continue
        parts = block.split(width, room)
        if parts:
            page.put(parts[0], width)
            waiting.insert(0, parts[1])
        elif not page.placed and isinstance(block, Group) and len(block.blocks) > 1:
            waiting[:0] = (
                block.blocks
            )  # what stays together cannot stay on a page that is too short
            continue
        elif not page.placed:
            page.put(block, width)  # taller than a page: better cut off at the foot than lost
            continue
        else:
            waiting.insert(0, block)
            if block.company:
                _bring_company(page, waiting, width)
        pages.append(Page())
    return [_filled(page, width, tall) for page in pages]


def _filled(page: Page, width: float, tall: float) -> Page:
    """What is left of a page goes to the blocks that take it, in equal parts."""
    takers = sum(block.fills for block, _ in page.placed)
    spare = tall - page.used
    if not takers or spare <= 0:
        return page
    full = Page()
    for block, _ in page.placed:
        full.put(block.filling(spare / takers) if block.fills else block, width)
    return full


def _keeps(block: Block, waiting: list[Block], width: float, room: float) -> bool:
    """A heading stays only where what it heads begins on the same page."""
    if not block.keep or not waiting:
        return True
    following = waiting[0]
    left = room - block.height(width) - following.before
    fits = following.height(width) <= left + 0.01
    if fits and _keeps(following, waiting[1:], width, left):
        return True
    return following.split(width, left) is not None


def _bring_company(page: Page, waiting: list[Block], width: float) -> None:
    """Signatures take the end of the text with them, so that no sheet holds signatures alone."""
    last, depth = page.placed[-1]
    halves = (last.split(width, last.height(width) * share) for share in (0.75, 0.5, 0.25))
    parts = next((pair for pair in halves if pair), None)
    if parts is None and len(page.placed) == 1:
        return
    page.placed.pop()
    page.used = depth
    waiting.insert(0, parts[1] if parts else last)
    if parts:
        page.put(parts[0], width)
    elif last.company:
        _bring_company(page, waiting, width)
    else:
        _bring_headings(page, waiting)


def _bring_headings(page: Page, waiting: list[Block]) -> None:
    """What heads a text goes with it."""
    while len(page.placed) > 1 and page.placed[-1][0].keep:
        heading, page.used = page.placed.pop()
        waiting.insert(0, heading)
