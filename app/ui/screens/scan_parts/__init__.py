"""The parts of the page for what came back on paper."""
