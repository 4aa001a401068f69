"""The pieces of the page 本地做法."""
