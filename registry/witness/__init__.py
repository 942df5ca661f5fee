"""Witnesses (พยานทะเบียน): turns another office's word into a signature under a checkpoint.

1. The first office writes a request: its latest checkpoint, the succession of its keys, and the
   proof that its log goes on from the checkpoint that the witness saw last (`request`).
2. The witness looks whether that is so, remembers the checkpoint, and signs (`cosign`).
3. The first office keeps the signed checkpoint (`add_cosignature`).

A witness who has signed over a log signs over no other of that name: neither a shorter one, nor
one that does not begin with it. He remembers in register/witnessed/….json, before he signs.
"""
