"""How personal data looks in lists and logs: 张某, 3701**********1234, 138****0001."""

from __future__ import annotations

from collections.abc import Iterable

UNITS = (
    "公司",
    "委员会",
    "合作社",
    "厂",
    "店",
    "局",
    "所",
    "中心",
    "学校",
    "医院",
    "银行",
    "协会",
    "政府",
    "村",
)


def masked_name(name: str | None) -> str:
    """The surname and 某; a double surname or a name with · keeps its first part. Units stay whole."""
    told = (name or "").strip()
    if not told or told.endswith(UNITS):
        return told
    if "·" in told:
        return f"{told.split('·')[0]}·某"
    if told[:2] in DOUBLE and len(told) > 2:
        return f"{told[:2]}某"
    return f"{told[0]}某"


def masked_id(number: str | None) -> str:
    """First four and last four stay; a short number stays not at all."""
    told = number or ""
    return "*" * len(told) if len(told) <= 8 else f"{told[:4]}{'*' * (len(told) - 8)}{told[-4:]}"


def masked_phone(phone: str | None) -> str:
    """First three and last four stay; a short number keeps its end."""
    told = phone or ""
    return (
        f"{'*' * len(told[:-2])}{told[-2:]}"
        if len(told) <= 7
        else f"{told[:3]}{'*' * (len(told) - 7)}{told[-4:]}"
    )


def masked_address(address: str | None) -> str:
    """The house number goes."""
    return "".join("*" if c.isdigit() else c for c in address or "")


def masked_story(story: str | None, names: Iterable[str | None], phone: str | None = None) -> str:
    """A text without the names and the number it was written down with."""
    told = story or ""
    for name in filter(None, names):
        told = told.replace(name, masked_name(name))
    return told.replace(phone, masked_phone(phone)) if phone else told


MASKS = {"name": masked_name, "id": masked_id, "phone": masked_phone, "address": masked_address}


def masked(privacy: str, text: str | None) -> str:
    """A text by the privacy class of its field; one without a class stays as it is."""
    return MASKS[privacy](text) if privacy in MASKS else text or ""


DOUBLE = frozenset(
    ("欧阳", "上官", "司马", "诸葛", "尉迟", "夏侯", "皇甫", "东方", "公孙", "慕容", "令狐", "宇文", "长孙", "司徒",
     "司空", "端木", "南宫", "独孤", "闻人", "钟离", "呼延", "轩辕", "百里", "东郭", "西门", "澹台", "公冶", "宗政",
     "濮阳", "淳于", "单于", "太叔", "申屠", "公羊", "赫连", "拓跋", "完颜", "万俟", "闾丘", "公良", "左丘", "第五")
)  # fmt: skip
