"""Real validators of other people: a PDF file → the rules that it breaks."""
