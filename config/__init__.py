"""How the project is configured and started; nothing here knows what a record is."""
