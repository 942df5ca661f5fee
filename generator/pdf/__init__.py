"""PDF: turns semantic HTML into tagged PDF/A-3u that is also PDF/UA-1.

This package is the only door to WeasyPrint. Its pinned version is checked, because two of its
functions are replaced: the drawing of a line's glyphs and the justification of a line.
"""
