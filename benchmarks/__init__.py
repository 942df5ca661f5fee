"""Benchmarks: turns the example office into figures, ours beside those of stock WeasyPrint.

Each side lives in processes of its own, and they take turns: never two at a time, never the same
document twice. `python -m benchmarks` prints the table.
"""
