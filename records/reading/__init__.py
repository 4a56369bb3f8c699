"""Reading the register: every SQL statement of the public side, one a page.

It knows the columns of `records.published` and nothing of kinds, parameters or HTTP. Statements are built from this room's
own text with bound values, so that the server prepares each shape once; they never serialise: documents come and go as bytes.
"""
