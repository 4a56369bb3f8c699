"""Lets somebody in again, or out, when no administrator can do it at the desk."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from records.signing_in.end_sessions import end_sessions
from records.signing_in.lock import unlock
from records.signing_in.take_away import take_away

DEEDS = {
    "unlock": "forget the wrong passwords that were typed for an account",
    "end-sessions": "end every session of an account",
    "take-away-second-factor": "take an account's second factor away, for whoever lost telephone and paper",
}


class Command(BaseCommand):
    help = "Unlock an account, end its sessions, or take its second factor away."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "deed", choices=DEEDS, help="; ".join(f"{name}: {says}" for name, says in DEEDS.items())
        )
        parser.add_argument("name", help="name of the account")

    def handle(self, *, deed: str, name: str, **options: Any) -> None:
        user: Any = get_user_model()._default_manager.filter(username=name).first()
        if user is None:
            raise CommandError(f"there is no account {name}")
        self.stdout.write(f"{name}: {_do(deed, user)}")


def _do(deed: str, user: Any) -> str:
    if deed == "unlock":
        unlock(user.get_username())
        return "unlocked"
    if deed == "end-sessions":
        end_sessions(user=user)
        return "all sessions ended"
    return "second factor taken away" if take_away(user=user) else "there was no second factor"
