"""What the installer says, in the language of the computer: Chinese, or else English."""

from __future__ import annotations

import os
import sys

CHINESE = {
    "usage": "用法：python3 installer/room.py start [--demo]   打开调解室\n"
    "      python3 installer/room.py test             运行全部测试",
    "wrong_python": "需要 Python 3.10 至 3.13，这里是 {found}。"
    "请安装其中一个版本，再用它运行同一条命令。",
    "libraries": "还缺以下系统组件，现在安装：{packages}",
    "libraries_by_hand": "这些系统组件没有装上。"
    "请管理员运行下面的命令，然后再运行刚才的命令：\n  {command}",
    "libraries_unknown": "窗口缺少以下系统库：{libraries}\n"
    "请用本机的软件管理器安装，然后再运行刚才的命令。",
    "no_ensurepip": "这个 Python 不带 ensurepip，无法建立 .venv。"
    "请安装完整的 Python，再运行刚才的命令。",
    "place": "正在建立程序自己的 Python 环境：{place}",
    "no_place": "无法在 {place} 建立 Python 环境，原因见上。"
    "请检查这个文件夹能否写入、磁盘是否已满。",
    "packages": "正在安装程序所需的软件包，并逐个核对校验值。只有第一次需要网络，可能要几分钟。",
    "no_packages": "软件包没有装全，原因见上。已经下载的会保留；网络恢复后再运行同一条命令即可。",
    "ready": "准备好了。",
}

ENGLISH = {
    "usage": "usage: python3 installer/room.py start [--demo]   open the program\n"
    "       python3 installer/room.py test             run all its tests",
    "wrong_python": "Python 3.10 to 3.13 is needed, this is {found}. "
    "Install one of these and give the same command with it.",
    "libraries": "These parts of the system are missing, installing them now: {packages}",
    "libraries_by_hand": "These parts of the system could not be installed. Ask the administrator "
    "to run the command below, then give your command again:\n  {command}",
    "libraries_unknown": "The window lacks these system libraries: {libraries}\n"
    "Install them with this system's package manager, then give your command again.",
    "no_ensurepip": "This Python comes without ensurepip, so .venv cannot be made. "
    "Install a complete Python, then give your command again.",
    "place": "Making the program's own Python environment: {place}",
    "no_place": "No Python environment could be made in {place}; the reason stands above. "
    "See whether the folder can be written to and the disk has room.",
    "packages": "Installing the packages the program needs, each checked against its hash. "
    "Only this first time needs a network; it may take some minutes.",
    "no_packages": "Not all packages could be installed; the reason stands above. "
    "What came is kept; give the same command again when the network is back.",
    "ready": "Everything is in place.",
}


def say(key: str, **facts: object) -> None:
    """Print one sentence at once, before whatever it announces begins."""
    words = CHINESE if speaks_chinese() else ENGLISH
    print(words[key].format(**facts), flush=True)


def speaks_chinese() -> bool:
    """Whether the person at this computer reads Chinese."""
    if sys.platform == "win32":
        import ctypes

        primary = int(ctypes.windll.kernel32.GetUserDefaultUILanguage()) & 0x3FF
        return primary == 0x04  # LANG_CHINESE
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in named if name), "").startswith("zh")
