"""The columns of the sheets a room sends out: the provincial X25 and AJBL (domain 8.1), and our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from app.codes import code_list
from app.records import CaseFile, Party
from app.rules.performance import performance_of
from app.rules.results import result_of

Value: TypeAlias = str | int | float | dt.date | None
Told = Callable[[CaseFile, dt.date], Value]


@dataclass(frozen=True)
class Kind:
    """One kind of sheet: its title row (empty: none) and its columns in their fixed order."""

    title: str
    columns: tuple[tuple[str, Told], ...]


def _label(codes: str, code: str | None) -> str:
    return code_list(codes).label(code, "zh_CN")


def _money(amount: Decimal | None) -> float | None:
    return None if amount is None else float(amount)


def _names(file: CaseFile, role: str) -> str:
    return "、".join(party.name or "" for party in file.side(role))


def _facts(file: CaseFile, role: str, fact: Callable[[Party], str | None]) -> str:
    """One fact of every party of a side; nothing where nobody has it."""
    told = [fact(party) or "" for party in file.side(role)]
    return "、".join(told) if any(told) else ""


def _parties(file: CaseFile) -> str:
    """申请人：张三、王五；被申请人：李四; a party without a side stands alone."""
    sides = [
        f"{label}：{names}"
        for role, label in (
            ("applicant", "申请人"),
            ("respondent", "被申请人"),
            ("third", "第三人"),
        )
        if (names := _names(file, role))
    ]
    bare = "、".join(party.name or "" for party in file.parties if not party.role)
    return "；".join([*sides, *([bare] if bare else [])])


def _mediators(file: CaseFile) -> str:
    names = [file.name_of(file.case.lead_id), *file.names_of(file.case.assist_ids)]
    return "、".join(name for name in names if name)


def _number(file: CaseFile) -> str | None:
    return file.agreement.number if file.agreement else None


def _form(file: CaseFile) -> str:
    return _label("agreement_form", file.agreement.form if file.agreement else None)


def _mediated_on(file: CaseFile) -> dt.date | None:
    days = [session.at.date() for session in file.sessions if session.at]
    made = file.agreement.made_on if file.agreement else None
    return max(days) if days else made


def _performed(file: CaseFile, today: dt.date) -> str:
    return _label("performance", performance_of(file, today))


def _manner(file: CaseFile) -> str:
    codes = dict.fromkeys(item.manner for item in file.items if item.manner)
    return "、".join(_label("payment_manner", code) for code in codes)


def _visit(file: CaseFile, fact: str) -> Value:
    told: Value = getattr(file.visits[-1], fact) if file.visits else None
    return told


_COMMON: dict[str, Told] = {
    "编号": lambda f, _: f.case.file_no,
    "受理日期": lambda f, _: f.case.accepted_on,
    "发生日期": lambda f, _: f.case.happened_on,
    "来源": lambda f, _: _label("source", f.case.source),
    "难度": lambda f, _: _label("difficulty", f.case.difficulty),
    "类别": lambda f, _: _label("dispute_type", f.case.dispute_type),
    "地点": lambda f, _: f.places[-1].name if f.places else "",
    "主办": lambda f, _: f.name_of(f.case.lead_id),
    "协办": lambda f, _: "、".join(f.names_of(f.case.assist_ids)),
    "结果": lambda f, _: _label("result", result_of(f)),
    "金额": lambda f, _: _money(f.case.amount),
    "履行": _performed,
    "情况": lambda f, _: f.case.summary,
    "协议形式": lambda f, _: _form(f),
    "协议编号": lambda f, _: _number(f),
}


def _nothing(file: CaseFile, today: dt.date) -> Value:
    """The sheet wants it, our records do not hold it yet: the cell stays empty rather than invented."""
    return None


X25 = Kind(
    "人民调解案件",
    (
        ("案件编码", _COMMON["编号"]),
        ("调委会", lambda f, _: f.room.committee),
        ("调解工作室", lambda f, _: f.room.room_name),
        ("受理员", _nothing),
        ("受理时间", _COMMON["受理日期"]),
        ("案件来源", _COMMON["来源"]),
        ("案件难度级别", _COMMON["难度"]),
        ("纠纷类别", _COMMON["类别"]),
        ("行政划分", _COMMON["地点"]),
        ("有无死亡", _nothing),
        ("主办调解员", _COMMON["主办"]),
        ("协办调解员", _COMMON["协办"]),
        ("调解时间", lambda f, _: _mediated_on(f)),
        ("调解书编号", _COMMON["协议编号"]),
        ("调解结果", _COMMON["结果"]),
        ("调解协议金(元)", _COMMON["金额"]),
        ("协议履行情况", _COMMON["履行"]),
        ("当事人", lambda f, _: _parties(f)),
        ("协议形式", _COMMON["协议形式"]),
        ("纠纷简要情况", _COMMON["情况"]),
        ("以奖代补评定", _nothing),
        ("案件属性", _nothing),
        ("涉及特殊群体情况", _nothing),
        ("涉及农民工纠纷情况", _nothing),
        ("纠纷转化情况", _nothing),
    ),
)

AJBL = Kind(
    "",
    (
        ("纠纷类型", _COMMON["类别"]),
        ("纠纷来源", _COMMON["来源"]),
        ("行政区划", _COMMON["地点"]),
        ("受理日期", _COMMON["受理日期"]),
        ("发生日期", _COMMON["发生日期"]),
        ("涉案当事人数量", lambda f, _: len(f.parties)),
        ("涉案金额", _COMMON["金额"]),
        ("涉及特殊群体情况", _nothing),
        ("涉及农民工纠纷情况", _nothing),
        ("编号", _COMMON["协议编号"]),
        ("受理单位", lambda f, _: f.room.committee),
        ("受理人", _nothing),
        ("调解员", lambda f, _: _mediators(f)),
        ("调解结果", _COMMON["结果"]),
        ("案件难度级别", _COMMON["难度"]),
        ("纠纷转化(激化)情况", _nothing),
        ("案件预测", _nothing),
        ("协议类型", _COMMON["协议形式"]),
        ("履行情况", _COMMON["履行"]),
        ("履行方式", lambda f, _: _manner(f)),
        ("是否司法确认", _nothing),
        ("是否满意", lambda f, _: _label("satisfaction", str(_visit(f, "satisfaction") or ""))),
        ("回访形式", lambda f, _: _label("visit_manner", str(_visit(f, "manner") or ""))),
        ("回访日期", lambda f, _: _visit(f, "done_on")),
        ("案件状态", lambda f, _: "已结案" if f.case.closed_on else "办理中"),
        ("案件编号", _COMMON["编号"]),
        ("纠纷简介", _COMMON["情况"]),
        ("协议内容", lambda f, _: "\n".join((f.agreement.terms if f.agreement else None) or [])),
    ),
)

OURS = Kind(
    "人民调解工作台账",
    (
        ("卷号", _COMMON["编号"]),
        ("受理日期", _COMMON["受理日期"]),
        ("发生日期", _COMMON["发生日期"]),
        ("纠纷类型", _COMMON["类别"]),
        ("申请人", lambda f, _: _names(f, "applicant")),
        ("申请人身份证号", lambda f, _: _facts(f, "applicant", lambda p: p.id_number)),
        ("申请人联系电话", lambda f, _: _facts(f, "applicant", lambda p: p.phone)),
        ("申请人住址", lambda f, _: _facts(f, "applicant", lambda p: p.address)),
        ("被申请人", lambda f, _: _names(f, "respondent")),
        ("被申请人身份证号", lambda f, _: _facts(f, "respondent", lambda p: p.id_number)),
        ("被申请人联系电话", lambda f, _: _facts(f, "respondent", lambda p: p.phone)),
        ("被申请人住址", lambda f, _: _facts(f, "respondent", lambda p: p.address)),
        ("村居", _COMMON["地点"]),
        ("纠纷简要情况", _COMMON["情况"]),
        ("来源", _COMMON["来源"]),
        ("案件难度级别", _COMMON["难度"]),
        ("调解方式", lambda f, _: _label("route", f.case.route)),
        ("调解员", lambda f, _: _mediators(f)),
        ("调解结果", _COMMON["结果"]),
        ("协议形式", _COMMON["协议形式"]),
        ("调解书编号", _COMMON["协议编号"]),
        ("协议日期", lambda f, _: f.agreement.made_on if f.agreement else None),
        ("涉及金额", _COMMON["金额"]),
        ("履行情况", _COMMON["履行"]),
        ("回访日期", lambda f, _: _visit(f, "done_on")),
        ("回访情况", lambda f, _: _visit(f, "note")),
        ("备注", lambda f, _: f.case.remark),
    ),
)

KINDS = {"x25": X25, "ajbl": AJBL, "ours": OURS}
