"""Mutated bundles against the real reader and the real taking-in: nothing of them may crash, hang, swell or stay."""
