"""Rules: pure judgements. They read the records and values given to them and return days, numbers and findings.

Keys, never text; the day is an argument, never asked of a clock; nothing is opened and nothing changed.
"""
