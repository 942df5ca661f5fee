"""Remedies that several rules share."""

from __future__ import annotations

SENTENCES = {
    "restore": (
        "Keep the folder as it is for the auditor, find out who could write in it, and restore "
        "the last good backup with `saraban restore`."
    ),
    "rewritten": (
        "Compare these entries with paper, with a backup and with the registers of the offices "
        "that received the documents; find out who had the database in his hands. Keep the folder "
        "as it is for the auditor."
    ),
    "content": (
        "Copy the file back from a backup into register/content; it must have this SHA-256. If "
        "no backup has it, compare with the paper that was sent."
    ),
    "key": (
        "Find out who could write in the folder register. Copy the key back from where you keep "
        "its copy; if somebody else may have it, change the key."
    ),
    "rebuild": (
        "The log itself is what counts. Restore the last good backup, or let the program make "
        "these tables anew from the log; find out who changed them by hand."
    ),
    "seal": "Nothing need be done; the next checkpoint covers it.",
}
