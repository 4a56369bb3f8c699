"""How the API documents itself: nothing here answers a question, and nothing that answers imports from here but `urls.py`."""
