"""The parts of the page of conflicts."""
