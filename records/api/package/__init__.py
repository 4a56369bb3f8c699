"""The whole register as a Data Package (https://datapackage.org), described at `/api/v1/export/` and there as one ZIP.

Everything in it is of one moment. The description is derived from the columns of the tables and from the documents' own
declaration; nothing here says anew what an entry is.
"""
