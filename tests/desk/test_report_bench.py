"""The bench of reports measures what it says: a small centre goes through it whole."""

from __future__ import annotations

from app.desk import report_book
from tests.bench import bench_reports


def test_every_report_of_a_small_centre_is_measured_beside_its_scan():
    lines = bench_reports.small()
    assert len(lines) == len(report_book.NAMES) + 4  # the register, and the radar thrice
    assert all(line["ratio"] > 0 and line["target"] == 1.5 for line in lines)
