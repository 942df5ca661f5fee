"""Backup and restore (สำรองและกู้คืน): turns a register in use into one file, and back.

A number that was given after a backup was made is never given again, also when the register that
gave it is gone.
"""
