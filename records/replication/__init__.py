"""Read nodes: databases that hold the register and nothing else, fed by PostgreSQL's logical replication.

`publish.py` prepares the writer, `subscribe.py` a node, and `standing.py` and `following.py` say how far behind a node
is, asked there or at the writer. PostgreSQL does the work; nothing here runs while it does.
"""
