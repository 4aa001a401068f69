"""The parts of 值班接访."""
