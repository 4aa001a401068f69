"""The parts of the case page, in the order of the work. Each shows one chapter of the case file and keeps what
is typed in it through the case that is open; the page (../case_file.py) puts them side by side.
"""
