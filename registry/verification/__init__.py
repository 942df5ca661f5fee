"""Verification (การตรวจสอบทะเบียน): turns a register and what others hold of it into a report.

Nobody is trusted: neither the database nor its rules, nor the files beside it, nor the program
that wrote them. What stands in one place is compared with what follows from another.

1. The database file is sound, and its tables and rules are those of this program.
2. Every entry is there, once, in its place, canonical, of a known act; the first is `founded`.
3. The tree of the log, computed from the entries, is the one that is kept.
4. The keys follow from the entries; every checkpoint kept is signed by the key that was valid, and
   speaks of the log as it is.
5. The states of the numbers follow from the entries, each given once and spelt rightly; the tables
   and the trees of numbers, and the latest checkpoint, say the same.
6. The content that entries name is there and is what they name; frozen records say what their
   entries say; what was disposed of is gone.
7. Checkpoints that others hold, and those laid out beside the database, fit the log as it is; else
   it is said what was cut off or rewritten, and how narrowly that can be told.
8. The first key is the one that was given, if one was given; the key files hold the keys of the
   log.
9. The clock did not go back; no reservation is held beyond its term.

Entries are read once, in order; a million of them need no more memory than their numbers.
"""
