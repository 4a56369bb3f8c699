"""Why a publishing verb refused. Each error says, for each entry, what to do about it."""


class Refused(Exception):
    """Nothing was written. `reasons` maps an entry's `kind/id` to sentences."""

    def __init__(self, reasons: dict[str, list[str]]) -> None:
        self.reasons = reasons
        super().__init__(
            "\n".join(f"{entry}: {reason}" for entry, said in reasons.items() for reason in said)
        )
