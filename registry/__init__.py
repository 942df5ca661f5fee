"""The books: turns the acts of an office into an append-only log, and the log into its books.

An act on a number (`numbering`, `reservation`, `receipt`) is written by the `ledger` as an entry of
canonical JSON (`acts`, `entry`) into a `store`, whose Merkle tree (`merkle`) and states of numbers
(`states`) a checkpoint commits to (`sealing`). From the log come the lines of the books (`items`,
`views`, `books`), the search, the proofs (`proving`, `proof`) and the verification; docs/log.md
gives the bytes.
"""
