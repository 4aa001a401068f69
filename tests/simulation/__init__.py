"""The deterministic simulation: one number tells a whole world of rooms, sticks and mishaps again."""
