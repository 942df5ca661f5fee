"""Data: one Jinja2 template and CSS for each kind of document, styles and measures."""
