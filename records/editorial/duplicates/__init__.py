"""One event, one record: likely duplicates are shown before a second record is made, and evidence goes to the first."""
