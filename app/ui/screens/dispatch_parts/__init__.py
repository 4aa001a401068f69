"""The parts of the page 交办."""
