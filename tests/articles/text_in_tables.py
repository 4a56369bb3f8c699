"""The text of an invented article, and how a test cites it."""

from collections.abc import Callable

from records.kinds.base.record import Evidence

TEXT = "A headline\n\nThe\u00a0two  sides ﬁnally met.\n   \nThey met again in the evening.\n"
Cite = Callable[[int, str], Evidence]
