"""What was done on the desk, kept by the database: which tables are watched, who and why, and what an entry said when."""
