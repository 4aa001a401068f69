"""The parts of the screen 网格与人员."""
