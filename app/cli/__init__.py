"""The command line mirrors the desk: every verb of the window without a window."""
