"""Keeping: turns records that are finished into files kept for their terms, and then let go.

    records → filed (forms 19, 20) → surveyed (form 25) → decided, by three → disposed

`acts` are the entries of the log, `replay` folds them into the `state` that holds now, `keeper`
says whether another act may be done, each with the rules of its own module. `retention.yaml` holds
the classes and terms of the regulation. docs/retention.md tells the way of a record.
"""
