"""The parts of 来件: the list and its card, the form, the three registers, whistles, items from files."""
