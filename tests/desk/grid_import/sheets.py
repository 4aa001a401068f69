"""Workbooks of invented grids, people and households."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

SURNAMES = "赵钱孙李周吴郑王冯陈"
GIVEN = ("广田", "秀兰", "立新", "桂英", "建国", "玉梅", "海涛", "春燕")

Rows = Sequence[Sequence[Any]]


def workbook(path: Path, **sheets: Rows) -> Path:
    """A file with these sheets."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def name(number: int) -> str:
    return SURNAMES[number % 10] + GIVEN[number // 10 % 8]


def many(grids: int, people: int, households: int) -> dict[str, list[list[Any]]]:
    """A district: streets, villages, grids; people with posts; households."""
    villages = max(grids // 8, 1)
    each = max(grids // villages, 1)
    tree: list[list[Any]] = [
        ["街道", "村（社区）", "网格名称", "网格编号", "网格类别", "户数"],
    ]
    for n in range(grids):
        village, kind = n % villages, "专属" if n % 9 == 0 else "基础"
        told = f"第{village % 14}街道", f"柳{village}村", f"第{n // villages}网格", f"G{n:05d}"
        tree.append([*told, kind, 40])
    who: list[list[Any]] = [["姓名", "联系电话", "角色", "村（社区）", "所属网格", "政治面貌"]]
    for n in range(people):
        role = "网格员、乡贤" if n % 5 == 0 else "微网格员"
        place = f"柳{n % villages}村", f"第{n // villages % each}网格"
        who.append([name(n), f"1990{n:07d}", role, *place, "党员" if n % 3 == 0 else "群众"])
    homes: list[list[Any]] = [["户号", "户主", "村（社区）", "网格名称", "家庭人口", "住址"]]
    for n in range(households):
        place = f"柳{n % villages}村", f"第{n // villages % each}网格"
        homes.append([f"{n:05d}", name(n), *place, n % 6 + 1, f"柳{n % villages}村{n}号"])
    return {"网格": tree, "人员": who, "住户": homes}
