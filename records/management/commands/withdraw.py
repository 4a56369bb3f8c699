"""`manage.py withdraw ID… --reason-class CLASS`: out of the register's present, not out of its past."""

from records.management.removal import RemovalCommand
from records.publishing.withdraw import withdraw


class Command(RemovalCommand):
    removal = withdraw
    help = "Withdraw published entries: they leave lists and search at once; earlier answers can still be asked for."
    refusal = "Nothing was withdrawn."
