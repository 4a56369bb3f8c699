"""An entry's history as editors read it, and the way back to what it said before."""
