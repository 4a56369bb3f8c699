"""The public side: anonymous, read-only, and served from the register alone."""
