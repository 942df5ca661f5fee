"""Kinds of document: turns the word after `kind:` into the fields that such a document has."""
