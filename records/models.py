"""Where Django looks for models: every kind, the register, other tables, and the checks that none is missing.

Nothing is defined here.
"""

from records import checks
from records.articles.article import Article
from records.kinds import KINDS
from records.published import Published
from records.reviewing.remarks import Remark

__all__ = ["KINDS", "Article", "Published", "Remark", "checks"]
