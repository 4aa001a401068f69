"""Rich worlds: the same days with papers, closed computers, errands, private notes and the line besides.

They have a stream of chance of their own. The plain worlds stay as they are, for their seeds are known.
"""
