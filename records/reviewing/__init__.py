"""From draft to register: who submitted an entry, who sent it back and why, and what was said. All of it is private."""
