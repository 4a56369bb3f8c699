"""The PostgreSQL that comes with the project, for trying and testing it without installing anything.

`place.py` says where the cluster lives and which account runs it, `cluster.py` makes, starts and stops it,
`sharing.py` lets several processes use one server and the last one stop it, and `base.py` is the Django
database engine that starts it with the first connection. An organisation that keeps records sets
`DATABASE_URL` and uses none of this.
"""
