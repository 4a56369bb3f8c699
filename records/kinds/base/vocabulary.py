"""The closed word lists of the record model. Each label is the plain-English reading; each value is what the API carries.

A word is added here, with a migration, when a source needs it. Nothing here depends on any party to a conflict.
"""

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Sensitivity(TextChoices):
    LOW = "low", "Low: already public, no one is put at risk"
    MEDIUM = "medium", "Medium: public, but look twice before publishing"
    HIGH = "high", "High: must not be published"


class Status(TextChoices):
    COMPLETED = "completed", "Completed"
    IN_PROGRESS = "in-progress", "In progress"
    SCHEDULED = "scheduled", "Scheduled"
    ANNOUNCED = "announced", "Announced"
    POSTPONED = "postponed", "Postponed"
    SUSPENDED = "suspended", "Suspended"
    CANCELLED = "cancelled", "Cancelled"
    REPORTED = "reported", "Reported"
    DENIED = "denied", "Denied"


class Role(TextChoices):
    PARTY = "party", "Party"
    MEDIATOR = "mediator", "Mediator"
    HOST = "host", "Host"
    CHAIR = "chair", "Chair"
    FACILITATOR = "facilitator", "Facilitator"
    GUARANTOR = "guarantor", "Guarantor"
    OBSERVER = "observer", "Observer"
    RELEASING = "releasing", "Releasing"
    RECEIVING = "receiving", "Receiving"
    TRANSIT = "transit", "Transit"
    ANNOUNCER = "announcer", "Announcer"
    CLAIMANT = "claimant", "Claimant"
    AFFECTED = "affected", "Affected"


class OutcomeStatus(TextChoices):
    DISCUSSED = "discussed", "Discussed"
    PRELIMINARY = "preliminary", "Preliminary"
    PLEDGED = "pledged", "Pledged"
    AGREED = "agreed", "Agreed"
    SIGNED = "signed", "Signed"
    IMPLEMENTED = "implemented", "Implemented"
    REJECTED = "rejected", "Rejected"


class RelationType(TextChoices):
    FOLLOWS = "follows", "Follows"
    PART_OF = "part-of", "Is part of"
    IMPLEMENTS = "implements", "Implements"
    CORRECTS = "corrects", "Corrects"
    DISPUTES = "disputes", "Disputes"
    SAME_PROCESS = "same-process", "Belongs to the same process as"


class Level(TextChoices):
    LEADERS = "leaders", "Leaders"
    FOREIGN_MINISTERS = "foreign-ministers", "Foreign ministers"
    MINISTERS = "ministers", "Ministers"
    SENIOR_OFFICIALS = "senior-officials", "Senior officials"
    SPECIAL_ENVOYS = "special-envoys", "Special envoys"
    COMMISSIONS = "commissions", "Commissions"
    EXPERTS = "experts", "Experts"
    MIXED = "mixed", "Mixed"
    UNSTATED = "unstated", "Not stated"


class Modality(TextChoices):
    IN_PERSON = "in-person", "In person"
    VIDEOCONFERENCE = "videoconference", "By videoconference"
    TELEPHONE = "telephone", "By telephone"
    INDIRECT = "indirect", "Through intermediaries"
    UNSTATED = "unstated", "Not stated"


class Standing(TextChoices):
    CLAIMED = "claimed", "Claimed"
    CONFIRMED = "confirmed", "Confirmed"
    UNCONFIRMED = "unconfirmed", "Unconfirmed"
    DENIED = "denied", "Denied"


class DetaineeCategory(TextChoices):
    PRISONER_OF_WAR = "prisoner-of-war", "Prisoners of war"
    SOLDIER = "soldier", "Soldiers"
    CIVILIAN = "civilian", "Civilians"
    DETAINEE = "detainee", "Detainees"
    HOSTAGE = "hostage", "Hostages"
    REMAINS = "remains", "Remains of the dead"
    UNSTATED = "unstated", "Not stated"


class IncidentCategory(TextChoices):
    CLASH = "clash", "Clash"
    SHELLING = "shelling", "Shelling"
    ATTACK = "attack", "Attack"
    DETENTION = "detention", "Detention"
    CHARGE = "charge", "Charge"
    SENTENCE = "sentence", "Sentence"
    BLOCKADE = "blockade", "Blockade"
    CHECKPOINT = "checkpoint", "Checkpoint"
    HUMANITARIAN_VISIT = "humanitarian-visit", "Humanitarian visit"
    FAMILY_CONTACT = "family-contact", "Family contact"
    APPEAL = "appeal", "Appeal"
    ALLEGATION = "allegation", "Allegation"
    REPORT = "report", "Report"
    PROTEST = "protest", "Protest"
    STATEMENT = "statement", "Statement"
    AGREEMENT = "agreement", "Agreement"
    CEASEFIRE = "ceasefire", "Ceasefire"
    DISPLACEMENT = "displacement", "Displacement"
    DEPLOYMENT = "deployment", "Deployment"
    OTHER = "other", "Other"


class SourceType(TextChoices):
    NEWS_ARTICLE = "news-article", "News article"
    PHOTO_ESSAY = "photo-essay", "Photo essay"
    ANALYSIS = "analysis", "Analysis"
    REPORT = "report", "Report"
    STATEMENT = "statement", "Statement"
    PRESS_RELEASE = "press-release", "Press release"
    OTHER = "other", "Other"


class ActorType(TextChoices):
    STATE = "state", "State"
    INSTITUTION = "institution", "Institution"
    ORGANISATION = "organisation", "Organisation"
    PERSON = "person", "Person"
    ARMED_GROUP = "armed-group", "Armed group"
    UNNAMED = "unnamed", "Unnamed group"


class PointPrecision(TextChoices):
    SETTLEMENT = "settlement", "Settlement"
    DISTRICT = "district", "District"
    REGION = "region", "Region"
    COUNTRY = "country", "Country"
