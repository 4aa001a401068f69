"""The parts of the page of blank forms."""
