"""The only door from the desk to the public register: policy, document, and one verb a file."""
