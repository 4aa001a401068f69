"""The parts of 考核补贴."""
