"""Transcription: turns a register kept in a spreadsheet into rows, with a report of what is odd."""
