"""The bench of lists measures what it says: a small room goes through it whole."""

from __future__ import annotations

from tests.bench import bench_lists


def test_every_list_of_a_small_room_is_measured_beside_its_scan():
    lines = bench_lists.small()
    assert len(lines) == len(bench_lists.TABLES)
    assert all(line["ratio"] > 0 and line["target"] >= bench_lists.TARGET for line in lines)
