"""The parts of the page of exchanges: places, the stick, what stands aside, history, knowing each other."""
