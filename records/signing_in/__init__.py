"""Who gets in at the desk's door, and how long they stay: the lock after wrong passwords, the second factor, the end of
sessions. What an account may do once it is in is no business of this room, and neither is any page.
"""
