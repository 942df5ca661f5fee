"""The embedded store: turns what the ledger keeps into one SQLite file and a folder of content.

This package is the only door to the database; all SQL of the product is in it.
"""
