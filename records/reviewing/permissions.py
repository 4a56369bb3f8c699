"""What an account needs to take each step. Roles are made of these in `records/editorial/roles.py`; the model of every
record declares them, so that `migrate` makes them.
"""

SUBMIT = "records.submit_entry"
REVIEW = "records.review_entry"
REDACT = "records.redact_entry"

STEPS = {
    "submit": SUBMIT,
    "send_back": REVIEW,
    "publish": REVIEW,
    "withdraw": REVIEW,
    "merge": REVIEW,
    "redact": REDACT,
}
