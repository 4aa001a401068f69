"""Papers: official forms drawn from a loaded case file. They draw what they are given, look nothing up,

decide nothing and never ask the clock. PAPERS lists every form once, in the order of the file.
"""

from app.papers.paper import PAPERS, Paper, draw, paper

__all__ = ["PAPERS", "Paper", "draw", "paper"]
