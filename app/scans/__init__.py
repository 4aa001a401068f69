"""What came back on paper: pages of a file that nobody vouches for, and the code that stands on each."""
