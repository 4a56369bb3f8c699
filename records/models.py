"""Where Django looks for models: every kind, the register, other tables, and the checks that none is missing.

Nothing is defined here; the tables of the history follow from the models named before.
"""

from django.apps import apps

from records import checks
from records.articles.article import Article
from records.history.erasure import Erasure
from records.history.tracking import track_desk
from records.intake.intake import Intake, Touched, Upload
from records.kinds import KINDS
from records.published import Published
from records.reviewing.remarks import Remark
from records.signing_in.factors import SecondFactor, SessionRound

__all__ = [
    "KINDS",
    "Article",
    "Erasure",
    "Intake",
    "Published",
    "Remark",
    "SecondFactor",
    "SessionRound",
    "Touched",
    "Upload",
    "checks",
]

track_desk(list(apps.all_models["records"].values()))
