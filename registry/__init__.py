"""The books: will turn issued records into numbers, an append-only log and registers."""
