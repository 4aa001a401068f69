"""Looks: one stylesheet, no colour without contrast, no picture missing."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QLabel, QToolTip

from app import paths
from app.ui import theme

R = QPalette.ColorRole


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.1 contrast of two colours."""

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (
            p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (R.WindowText, R.Window), (R.Text, R.Base), (R.HighlightedText, R.Highlight),
        (R.ButtonText, R.Midlight), (R.Text, R.Midlight),
    ],
)  # fmt: skip
def test_words_stand_out_from_their_ground(qapp, ink, ground):
    dressed = theme.palette()
    assert contrast(dressed.color(ink), dressed.color(ground)) >= 4.5


@pytest.mark.parametrize(
    ("ink", "grounds"),
    [
        ("quiet", [R.Window, R.Base, R.Midlight]), ("warn", [R.Base, R.Window]),
        ("bad", [R.Base, R.Window]), ("good", [R.Base, R.Window]),
    ],
)  # fmt: skip
def test_meanings_stand_out_from_their_ground(qapp, ink, grounds):
    dressed = theme.palette()
    for ground in grounds:
        assert contrast(theme.colour(ink), dressed.color(ground)) >= 4.5, ground
    if ink != "quiet":
        assert contrast(theme.colour(ink), theme.colour(f"{ink}_soft")) >= 4.5


def test_every_name_in_the_stylesheet_is_known(qapp):
    assert "@" not in theme.stylesheet()
    text = (paths.resources() / "style" / "app.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", text), "colours are named in theme.py"
    for picture in re.findall(r"url\(style:(\w+\.svg)\)", text):
        assert (paths.resources() / "style" / picture).exists()


@pytest.mark.parametrize(
    "path", sorted((paths.resources() / "icons").glob("*.svg")), ids=lambda p: p.stem
)
def test_every_picture_is_drawn(qapp, path):
    drawn = theme.icon(path.stem).pixmap(24, 24).toImage()
    inks = {drawn.pixelColor(x, y).alpha() for x in range(24) for y in range(24)}
    assert max(inks) > 100


def test_rare_characters_have_a_face(qapp):
    """No box in place of a character of a name, from Ext A to Ext F."""
    from PySide6.QtGui import QRawFont

    families = [QRawFont.fromFont(QFont(name)) for name in theme.FAMILIES]
    for character in "陈㛃喆䶮𬭎𫖯𬱖𠅤":
        assert any(face.supportsCharacter(ord(character)) for face in families), character


def test_large_type_is_larger_everywhere(qapp):
    try:
        theme.dress(qapp, large=True)
        assert theme.is_large()
        assert QFontInfo(qapp.font()).pointSizeF() == pytest.approx(12 * theme.LARGER, abs=0.6)
        assert theme.scaled(100) == 130
    finally:
        theme.dress(qapp)
    assert theme.scaled(100) == 100


def test_a_role_may_change_while_the_widget_is_shown(qapp, shown):
    label = shown(QLabel("x"), 200, 50)
    theme.role(label, "problem")
    assert label.palette().color(R.WindowText) == theme.colour("bad")
    theme.role(label, "good")
    assert label.palette().color(R.WindowText) == theme.colour("good")


def test_a_tool_tip_is_read_on_every_platform(qapp, shown):
    """A desktop may give tool tips its own palette; ours hold all the same."""
    theirs = QPalette()
    for role in (R.ToolTipBase, R.Window, R.Base):
        theirs.setColor(role, QColor("white"))
    for role in (R.ToolTipText, R.WindowText, R.Text):
        theirs.setColor(role, QColor("white"))
    before = QToolTip.palette()
    label = shown(QLabel("x"), 200, 50)
    QToolTip.setPalette(theirs)
    try:
        QToolTip.showText(label.mapToGlobal(label.rect().center()), "新案", label)
        tips = [w for w in qapp.topLevelWidgets() if w.inherits("QTipLabel") and w.isVisible()]
        picture = tips[0].grab().toImage()
    finally:
        QToolTip.hideText()
        QToolTip.setPalette(before)
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert contrast(picture.pixelColor(3, 3), QColor("white")) > 4.5
    assert max(contrast(QColor(one), picture.pixelColor(3, 3)) for one in seen) > 4.5
