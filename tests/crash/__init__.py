"""Kill -9 at random moments: what was acknowledged is there, nothing half is taken.

One module a deed. A deed has `prepare(folder)`, once; `begin(folder)`, before each round; `act(folder, told)`,
in the process that is killed, which calls `told(text)` for whatever it would show a person as done; and
`check(folder, acknowledged)`, after the kill. Its name stands in `tests.crash.run.DEEDS`.
"""
