"""Why a code is not taken; each says what to do next."""

from datetime import datetime


class CodeRefused(Exception):
    """`str()` is a sentence for whoever typed the code."""


class WrongCode(CodeRefused):
    def __init__(self) -> None:
        super().__init__(
            "This code is not right, or was used before. Wait for the next one in your app, and look whether the clock of "
            "your telephone is right."
        )


class TooManyCodes(CodeRefused):
    """No code is looked at for a while."""

    def __init__(self, until: datetime) -> None:
        super().__init__(
            f"There were too many wrong codes. Try again after {until:%H:%M} UTC, or ask an administrator of the desk."
        )
        self.until = until
