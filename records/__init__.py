"""Whereabouts: records of humanitarian issues, from the desk to the public register."""
