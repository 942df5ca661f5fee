"""Turns the semantic HTML of a document (docs/html.md) into a Word file with real Thai styles."""
