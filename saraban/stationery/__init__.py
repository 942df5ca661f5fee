"""Data: the blank sheets that a new office and a new document begin with, and words on fields."""
