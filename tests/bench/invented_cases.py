"""Invented cases by the hundred thousand, as alike and as different as real ones, the same every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from app.records import Agreement, Case, Mediator, Party, Place
from app.store.readings import readings

FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "单解仇查区乐"
)
TWO = ("欧阳", "尉迟", "司马", "上官")
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华建国红玉梅春海燕鹏志云飞玲萍鑫波辉斌浩凯琳慧雪莹倩婷"
    "宇欣怡梓涵子轩德福庆祥贵成永长兴凤淑珍荣生根水土金木火行乐守义立新学文武忠孝仁礼智信善良友爱民康宁安泰和"
    "顺喜来旺发财宝喆㛃䶮𬱖𬭎"
)


def _listed(*lines: str) -> list[str]:
    return [word for line in lines for word in line.split()]


VILLAGES = _listed(
    "旧军 上河 下河 东岭 西岭 南坡 北坡 石桥 柳林 枣园 大槐树 三官庙 前进 红旗 新立 老鸦沟 水磨 双泉 白塔 青石"
)
WHO = _listed("申请人 被申请人 双方 两家 张家 邻居 业主 雇主 租户 村民")
THING = _listed(
    "宅基地 院墙 滴水檐 排水沟 菜棚 果树 承包地 田埂 水井 鱼塘 货款 借款 工资 彩礼 赡养费 医药费 物业费 押金",
    "停车位 电动车 猪圈 烟囱 油烟 噪音 漏水 渗水 树根 坟地 道路 电线 宠物狗 鸡舍 化肥 种子 拖拉机 脚手架",
    "手指骨折 保险 定金 门面房",
)
DEED = _listed(
    "越界 拖欠 损坏 占用 堵塞 拆除 推倒 淹没 争抢 辱骂 打伤 砍伐 私搭 漏算 反悔 拒付 隐瞒 转租 扣留 撞坏 污染",
    "遮挡 挖断 丢失 退还",
)
WHEN = _listed(
    "去年秋收 今年春天 三月初 前天夜里 翻建北屋时 多年以来 分家之后 暴雨过后 签订合同后 过年期间"
)
END = _listed(
    "多次争吵未果 请求调解 经村委会劝说无效 派出所出警一次 要求赔偿 要求恢复原状 双方情绪激动 愿意坐下来谈",
    "老人已年过八十 孩子尚在上学",
)
UNITS = _listed("米 元 天 厘米 亩")


class Invention:
    """So many cases of ten years; `told` keeps what a person may type to find some of them."""

    def __init__(self, cases: int, seed: int = 7) -> None:
        self.cases, self.dice = cases, random.Random(seed)
        self.told: list[dict[str, str]] = []
        self.issued: Counter[int] = Counter()
        street = {"id": self._id(), "name": "柳河街道", "parent_id": None}
        self.villages = [
            {"id": self._id(), "name": f"{name}村", "parent_id": street["id"]} for name in VILLAGES
        ]
        self.places = [street, *self.villages]
        self.people = [{"id": self._id(), "name": self._name()} for _ in range(12)]

    def fill(self, link: Connection) -> None:
        """Straight into the tables: no journal, no index."""
        _put(link, Place, self.places)
        _put(link, Mediator, self.people)
        for start in range(0, self.cases, 5000):
            made = [self._case(n) for n in range(start, min(start + 5000, self.cases))]
            for at, record in enumerate((Case, Party, Agreement)):
                _put(link, record, [row for one in made for row in one[at]])

    def _case(self, n: int) -> tuple[list[Any], list[Any], list[Any]]:
        dice, case_id = self.dice, self._id()
        day = date(2016, 1, 1) + timedelta(days=n * 3650 // self.cases)
        self.issued[day.year] += 1
        number, village = (
            f"（{day.year}）柳人调字第{self.issued[day.year]}号",
            dice.choice(self.villages),
        )
        case = {
            "id": case_id, "file_no": number, "accepted_on": day, "registered_on": day,
            "place_id": village["id"], "lead_id": dice.choice(self.people)["id"],
            "dispute_type": f"{dice.randint(1, 9):02d}", "summary": self._story(),
            "requests": [f"{dice.choice(DEED)}{dice.choice(THING)}"],
            "happened_at": f"{village['name']}{dice.randint(1, 300)}号",
        }  # fmt: skip
        parties = [self._party(case_id, position, village["name"] or "") for position in (1, 2)]
        if n % max(1, self.cases // 400) == 0:
            self.told.append({
                "name": parties[0]["name"], "phone": parties[1]["phone"], "id": parties[0]["id_number"],
                "number": number, "summary": str(case["summary"]), "place": village["name"] or "",
            })  # fmt: skip
        agreement = {
            "id": self._id(), "case_id": case_id, "number": number, "made_on": day,
            "terms": [
                f"{p['name']}自愿{dice.choice(DEED)}{dice.choice(THING)}，共计{dice.randint(1, 99) * 500}元"
                for p in parties
            ],
        }  # fmt: skip
        return [case], parties, [agreement] if dice.random() < 0.7 else []

    def _party(self, case_id: str, position: int, village: str) -> dict[str, Any]:
        dice = self.dice
        born = date(1940, 1, 1) + timedelta(days=dice.randint(0, 24000))
        return {
            "id": self._id(), "case_id": case_id, "position": position, "name": self._name(),
            "role": ("applicant", "respondent")[position - 1],
            "phone": f"1{dice.choice('3578')}{dice.randint(0, 999999999):09d}",
            "id_number": f"370181{born:%Y%m%d}{dice.randint(0, 9999):04d}",
            "address": f"柳河街道{village}{dice.randint(1, 300)}号",
        }  # fmt: skip

    def _id(self) -> str:
        return f"{self.dice.getrandbits(128):032x}"

    def _name(self) -> str:
        dice = self.dice
        often = FAMILY[
            min(int(dice.expovariate(0.045)), len(FAMILY) - 1)
        ]  # few names, many bearers
        family = dice.choice(TWO) if dice.random() < 0.01 else often
        return family + "".join(dice.choices(GIVEN, k=dice.choice((1, 2, 2, 2))))

    def _story(self) -> str:
        one = self.dice.choice
        told = [
            f"{one(WHEN)}{one(WHO)}的{one(THING)}被{one(WHO)}{one(DEED)}，{one(THING)}{one(DEED)}"
            f"约{self.dice.randint(2, 90)}{one(UNITS)}，{one(END)}"
            for _ in range(self.dice.randint(2, 6))
        ]
        return "；".join(told) + "。"


def keystrokes(told: list[dict[str, str]], seed: int = 11) -> Iterator[tuple[str, str]]:
    """What stands in the search line after each key, with the kind of thing that is being typed."""
    dice = random.Random(seed)
    for one in told:
        name, words = one["name"], one["summary"].replace("。", "").split("，")
        sounds = [found[0] for char in name if (found := readings(char))]
        piece = dice.choice(words)[dice.randint(0, 3) :][:6]
        for kind, whole, first in (
            ("name", name, 1),
            ("pinyin", "".join(sounds), 1),
            ("initials", "".join(sound[0] for sound in sounds), 1),
            ("phone", one["phone"], 3),
            ("phone tail", one["phone"][-4 - dice.randint(0, 4) :], 4),
            ("identity", one["id"][6:], 4),
            ("fact", piece, 1),
            ("file number", one["number"], 1),
            ("serial", one["number"].split("第")[1][:-1], 1),
            ("two words", f"{name[0]} {piece}", 3),
            ("place and name", f"{one['place']} {name}", 4),
        ):
            for end in range(first, len(whole) + 1):
                yield kind, whole[:end]


def _put(link: Connection, record: Any, rows: list[Any]) -> None:
    if rows:
        link.execute(insert(record.__table__), [{**row, "_v": {"*": "invented"}} for row in rows])
