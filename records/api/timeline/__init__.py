"""Numbers over time: how many of the records that a question finds lie in each year or month, in several forms."""
