"""What waits for an account: entries to review, and entries that came back to whoever submitted them. It reads only."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from records.kinds import KINDS
from records.kinds.base import Publishable, Record
from records.kinds.base.vocabulary import State
from records.publishing.document import kind_of
from records.reviewing.permissions import REVIEW
from records.reviewing.remarks import Remark, What

Entry = tuple[str, str]


@dataclass(frozen=True)
class Waits:
    """An entry, and the remark since which it waits: its submission, or its return with the reason."""

    item: Publishable
    remark: Remark | None


@dataclass(frozen=True)
class Waiting:
    """Longest waiting first. `submitted` waits for others, and is not counted."""

    to_review: list[Waits]
    sent_back: list[Waits]
    submitted: list[Waits]

    @property
    def count(self) -> int:
        return len(self.to_review) + len(self.sent_back)


def waiting_for(user: AbstractBaseUser | AnonymousUser) -> Waiting:
    """What waits for this account to do something, by the rules that would let it."""
    name = user.get_username()
    in_review = list(_in_review())
    others = [each for each in in_review if not _may_review(user, each.item)]
    return Waiting(
        to_review=[each for each in in_review if _may_review(user, each.item)],
        sent_back=list(_sent_back_to(name)),
        submitted=[each for each in others if _submitted_by(name, each)],
    )


def _may_review(user: Any, item: Publishable) -> bool:
    """Reviewers look at what others changed last: the policy would refuse them their own."""
    is_others = item.edited_by != user.get_username() or settings.ALLOW_SELF_PUBLISH
    return is_others and user.has_perm(REVIEW)


def _submitted_by(name: str, waits: Waits) -> bool:
    return waits.remark is not None and waits.remark.by == name


def _in_review() -> Iterator[Waits]:
    items = {_entry(item): item for table in _tables() for item in table.filter(state=State.IN_REVIEW)}
    submissions = Remark.objects.filter(action=What.SUBMIT, slug__in=[slug for _, slug in items])
    last = {(remark.kind, remark.slug): remark for remark in submissions.order_by("pk")}
    waits = (Waits(item, last.get(entry)) for entry, item in items.items())
    return iter(sorted(waits, key=lambda each: each.remark.pk if each.remark else 0))


def _sent_back_to(name: str) -> Iterator[Waits]:
    """What was sent back to whoever submitted it, and has taken no other step since."""
    same = {"kind": OuterRef("kind"), "slug": OuterRef("slug")}
    steps = Remark.objects.exclude(action=What.COMMENT).filter(**same)
    submissions = Remark.objects.filter(**same, action=What.SUBMIT, pk__lt=OuterRef("pk")).order_by("-pk")
    returns = Remark.objects.filter(action=What.SEND_BACK).annotate(
        submitted_by=Subquery(submissions.values("by")[:1])
    )
    returned = returns.filter(~Exists(steps.filter(pk__gt=OuterRef("pk"))), submitted_by=name)
    remarks = {(remark.kind, remark.slug): remark for remark in returned.order_by("pk")}
    items = {_entry(item): item for item in _entries(remarks)}
    return (
        Waits(items[entry], remark)
        for entry, remark in remarks.items()
        if entry in items and items[entry].created_at <= remark.at  # not of a deleted entry that had its id
    )


def _entries(wanted: Iterable[Entry]) -> Iterator[Publishable]:
    """The entries of these names that are still on the desk."""
    wanted = set(wanted)
    slugs = [slug for _, slug in wanted]
    found = (item for table in _tables() for item in table.filter(pk__in=slugs)) if wanted else ()
    return (item for item in found if _entry(item) in wanted)


def _tables() -> list[QuerySet[Any]]:
    """Every entry of the desk, records of all kinds together."""
    others: list[Any] = [kind.model for kind in KINDS.values() if not kind.is_record]
    return [table._default_manager.all() for table in (Record, *others)]


def _entry(item: Publishable) -> Entry:
    return kind_of(item), str(item.pk)
