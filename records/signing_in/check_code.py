"""Takes a code of an account's second factor, or a code on paper, each only once; after five wrong ones none for a while.

The limit is the account's, wherever the codes come from: who gets here knows the password.
"""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from records.signing_in.codes import hash_of_paper_code, matching_step
from records.signing_in.errors import CodeRefused, TooManyCodes, WrongCode
from records.signing_in.factors import SecondFactor
from records.signing_in.sealing import unseal

AT_ONCE = 5
WAIT = timedelta(minutes=15)


def check_code(*, user: User, code: str) -> None:
    """Raises CodeRefused. What is noted on the factor stays either way."""
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().filter(user=user).first()
        refusal = _refusal(factor, code) if factor else WrongCode()
        if factor:
            factor.save()
    if refusal:
        raise refusal


def _refusal(factor: SecondFactor, code: str) -> CodeRefused | None:
    if factor.refused_until and factor.refused_until > timezone.now():
        return TooManyCodes(factor.refused_until)
    if _takes(factor, code):
        factor.wrong_codes, factor.refused_until = 0, None
        return None
    factor.wrong_codes += 1
    if factor.wrong_codes % AT_ONCE == 0:
        factor.refused_until = timezone.now() + WAIT
        return TooManyCodes(factor.refused_until)
    return WrongCode()


def _takes(factor: SecondFactor, code: str) -> bool:
    """Whether the code is right; it is used up then."""
    secret, hashed = unseal(factor.secret), hash_of_paper_code(code)
    step = matching_step(secret, code, after=factor.last_step) if secret else None
    if step:
        factor.last_step = step
    elif hashed in factor.recovery_codes:
        factor.recovery_codes.remove(hashed)
    else:
        return False
    return True
