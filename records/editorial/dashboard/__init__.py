"""The desk's first page: what waits, what needs a look, what was published lately, and two pictures of the register."""
