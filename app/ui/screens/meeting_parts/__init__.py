"""The parts of 说事会议: meetings, sweeps, calls, trainings."""
