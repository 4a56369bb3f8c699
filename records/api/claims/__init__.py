"""Every claim of a measure: side by side, as figures to take away, and drawn."""
