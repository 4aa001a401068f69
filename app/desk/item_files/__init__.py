"""码上办 items as files: looked at before anything is taken, undone as a whole, their states given back."""
