"""The desk speaks from any thread; the window hears on its own."""

from __future__ import annotations

import threading

from app.desk.edit import add
from app.records import Case
from app.ui.bridge import Bridge


def test_a_change_on_another_thread_is_heard_on_this_one(desk, qtbot):
    bridge = Bridge(desk)
    heard = []
    bridge.touched.connect(lambda touched: heard.append((touched, threading.current_thread())))
    told = []
    worker = threading.Thread(target=lambda: told.append(desk.do(add, Case, {"summary": "争水"})))
    worker.start()
    qtbot.waitUntil(lambda: bool(heard))
    worker.join()
    assert heard == [({("case", told[0])}, threading.main_thread())]
    bridge.close()


def test_a_closed_bridge_hears_nothing(desk, qtbot):
    bridge = Bridge(desk)
    heard = []
    bridge.touched.connect(heard.append)
    bridge.close()
    desk.do(add, Case, {"summary": "争水"})
    assert heard == []
