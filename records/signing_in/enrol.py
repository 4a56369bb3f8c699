"""Gives an account its second factor, once a first code shows that the app has it."""

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from records.signing_in.codes import hash_of_paper_code, matching_step, new_paper_codes
from records.signing_in.errors import CodeRefused, WrongCode
from records.signing_in.factors import SecondFactor
from records.signing_in.sealing import seal


def enrol(*, user: User, secret: str, code: str) -> list[str]:
    """The codes for paper, which are told this once. Raises CodeRefused."""
    step = matching_step(secret, code)
    if step is None:
        raise WrongCode
    paper = new_paper_codes()
    try:
        with transaction.atomic():
            SecondFactor.objects.create(
                user=user,
                secret=seal(secret),
                last_step=step,
                recovery_codes=[*map(hash_of_paper_code, paper)],
            )
    except IntegrityError as error:
        raise CodeRefused("This account got a second factor meanwhile. Sign out and in again.") from error
    return paper
