"""How the window looks: palette roles, type, one stylesheet, icons. No other module names a colour."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QDir, QLocale, QSize, QTranslator
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QImageReader,
    QPalette,
    QPixmap,
)

from app import paths

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

FAMILIES = ["Noto Sans SC", "HanaMinB"]
FACE, RARE_FACE = "NotoSansSC-Regular.ttf", "HanaMinB.ttf"
TARGET = 44
"""The least height of anything one aims at, in pixels."""

POINTS = {"base": 12.0, "small": 10.5, "heading": 13.5, "title": 17.0, "huge": 30.0}
LARGER = 1.3

STYLE = ["-style", "Fusion"]
"""Told to the application on its command line; asking for the style object afterwards costs start time."""

R = QPalette.ColorRole
ROLES = {
    R.Window: "#f5f4ef",
    R.WindowText: "#1d2730",
    R.Base: "#ffffff",
    R.AlternateBase: "#f8f7f3",
    R.Text: "#1d2730",
    R.PlaceholderText: "#66717b",
    R.Button: "#ffffff",
    R.ButtonText: "#1d2730",
    R.BrightText: "#ffffff",
    R.Highlight: "#17626b",
    R.HighlightedText: "#ffffff",
    R.Accent: "#17626b",
    R.Link: "#17626b",
    R.LinkVisited: "#17626b",
    R.ToolTipBase: "#1d2730",
    R.ToolTipText: "#ffffff",
    R.Light: "#ffffff",
    R.Midlight: "#e9e7df",
    R.Mid: "#d6d3c8",
    R.Dark: "#8a8f8c",
    R.Shadow: "#4a5560",
}
MEANINGS = {
    "quiet": "#55616c",
    "soft": "#e3eef0",
    "softer": "#eff5f6",
    "warn": "#8a4b00",
    "warn_soft": "#fdf1dd",
    "bad": "#a3271f",
    "bad_soft": "#fbe9e7",
    "good": "#226b3a",
    "good_soft": "#e6f3ea",
}
"""What a palette has no role for. Every ink stands at 4.5:1 or better on every ground it is used on."""

_translator: list[QTranslator] = []


def dress(app: QApplication, *, large: bool = False) -> None:
    """Give the application its style, palette, type and stylesheet; again after a switch."""
    QDir.setSearchPaths("style", [str(paths.resources() / "style")])
    _register(FACE)
    app.setPalette(palette())
    app.setFont(font("base", large=large))
    sheet = stylesheet(large=large)
    if sheet != app.styleSheet():  # every widget there is would be polished anew
        app.setStyleSheet(sheet)


def register_rare() -> None:
    """The face for rare characters of names (Ext B–F); only asked for once the window stands."""
    _register(RARE_FACE)


def palette() -> QPalette:
    """Calm paper, dark ink, one accent."""
    dressed = QPalette()
    for role, colour in ROLES.items():
        dressed.setColor(role, QColor(colour))
    for role in (R.WindowText, R.Text, R.ButtonText):
        dressed.setColor(QPalette.ColorGroup.Disabled, role, QColor(MEANINGS["quiet"]))
    return dressed


def colour(meaning: str) -> QColor:
    """The colour of a meaning, for what is painted by hand."""
    return QColor(MEANINGS[meaning])


def font(step: str = "base", *, large: bool | None = None) -> QFont:
    """A type size by name; without `large`, as large as the application now is."""
    told = QFont(FAMILIES[0])
    told.setFamilies(FAMILIES)
    told.setPointSizeF(_points(step, large=is_large() if large is None else large))
    return told


def is_large() -> bool:
    return QGuiApplication.font().pointSizeF() > POINTS["base"] + 0.1


def scaled(pixels: int) -> int:
    """A width measured in base type, as wide as the type is now."""
    return round(pixels * (LARGER if is_large() else 1))


def stylesheet(*, large: bool = False) -> str:
    """The one stylesheet with its @names filled in."""
    text = (paths.resources() / "style" / "app.qss").read_text(encoding="utf-8")
    names = dict(MEANINGS)
    names |= {"tip": ROLES[R.ToolTipBase], "tip_ink": ROLES[R.ToolTipText]}
    names |= {f"{step}_pt": f"{_points(step, large=large):g}pt" for step in POINTS}
    return re.sub(r"@(\w+)", lambda match: names[match[1]], text)


def speak(app: QApplication, language: str) -> None:
    """Qt's own words (确定, 取消, the menu of a text field) in the chosen language."""
    from PySide6.QtCore import QLibraryInfo

    while _translator:
        app.removeTranslator(_translator.pop())
    QLocale.setDefault(QLocale(language))
    told = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if told.load(f"qtbase_{language}", folder) and app.installTranslator(told):
        _translator.append(told)


def role(widget: QWidget, name: str) -> None:
    """Let the stylesheet know what a widget is: `[role="card"]`."""
    if widget.property("role") != name:
        widget.setProperty("role", name)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Let the stylesheet look at a widget again; one that was never shown is looked at anyway."""
    if widget.window().isVisible():
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """A picture from resources/icons in the colour of the text it stands beside."""
    return _icon(name, ROLES[R.HighlightedText] if on_accent else ROLES[R.Shadow])


@cache
def _icon(name: str, ink: str) -> QIcon:
    drawn = QIcon()
    drawn.addPixmap(_drawn(name, ink))
    if (
        ink == ROLES[R.HighlightedText]
    ):  # what cannot be pressed stands on grey, where white is not seen
        drawn.addPixmap(_drawn(name, ROLES[R.Dark]), QIcon.Mode.Disabled)
    return drawn


@cache
def switched_icon(name: str) -> QIcon:
    """The picture of something that is on or off; on, it stands on the accent."""
    drawn = QIcon()
    drawn.addPixmap(_drawn(name, ROLES[R.Shadow]))
    drawn.addPixmap(_drawn(name, ROLES[R.HighlightedText]), QIcon.Mode.Normal, QIcon.State.On)
    return drawn


def _drawn(name: str, ink: str, size: int = 48) -> QPixmap:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    source = QBuffer()
    source.setData(QByteArray(text.replace("currentColor", ink).encode()))
    reader = QImageReader(source, QByteArray(b"svg"))
    reader.setScaledSize(QSize(size, size))
    picture = reader.read()
    if picture.isNull():
        raise FileNotFoundError(name)
    return QPixmap.fromImage(picture)


def _points(step: str, *, large: bool) -> float:
    return POINTS[step] * (LARGER if large else 1)


@cache
def _register(face: str) -> None:
    path = paths.resources() / "fonts" / face
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise FileNotFoundError(face)
