"""Verbs: actions change (one transaction each), questions look. Knows no Qt and no layout."""
