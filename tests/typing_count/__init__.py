"""How much a person types until the reference case is a bound 卷宗: counted at the real window."""
