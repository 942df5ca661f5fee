"""Foreign words: sentences that YAML and the operating system say, so that they can be translated.

They reach a person as the reason inside one of our own sentences. What is not listed here stays in
English.
"""

SYSTEM = (
    "Directory not empty",
    "Disk quota exceeded",
    "File exists",
    "File name too long",
    "File too large",
    "Input/output error",
    "Invalid argument",
    "Is a directory",
    "No space left on device",
    "No such file or directory",
    "Not a directory",
    "Operation not permitted",
    "Permission denied",
    "Read-only file system",
    "Too many levels of symbolic links",
)

YAML = (
    "block sequence entries are not allowed in this context",
    "could not find expected ':'",
    "could not find expected ',' or ']'",
    "could not find expected ',' or '}'",
    "did not find ',' or ']'",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
    "did not find expected alphabetic or numeric character",
    "did not find expected comment or line break",
    "did not find expected digit or '-' or '.' character",
    "did not find expected hexdecimal number",
    "did not find expected key",
    "did not find expected node content",
    "did not find expected tag URI",
    "did not find expected whitespace or line break",
    "found a tab character that violates indentation",
    "found a tab character where an indentation space is expected",
    "found character that cannot start any token",
    "found unexpected document indicator",
    "found unexpected end of stream",
    "found unknown escape character",
    "found undefined tag handle",
    "mapping keys are not allowed in this context",
    "mapping values are not allowed in this context",
)

# pydantic joins the last two of its lists with this.
JOINED = (" or ",)
