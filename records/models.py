"""Where Django looks for models: every kind, the register, other tables, and the checks that none is missing.

Nothing is defined here.
"""

from records import checks
from records.articles.article import Article
from records.intake.intake import Intake, Touched, Upload
from records.kinds import KINDS
from records.published import Published
from records.reviewing.remarks import Remark

__all__ = ["KINDS", "Article", "Intake", "Published", "Remark", "Touched", "Upload", "checks"]
