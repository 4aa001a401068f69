"""The window: the only room that knows Qt. It shows, asks, calls the desk, and decides nothing.

Inside, arrows point down too: start → window → screens → bridge | jobs | kit → theme.
"""
