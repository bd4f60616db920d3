"""Why something is refused. The words for each stand in ``convenant.wording.reasons``."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    # who
    NOT_SIGNED_IN = "not_signed_in"
    NOT_FOR_YOUR_ORGANISATION = "not_for_your_organisation"
    ROLE_MAY_NOT = "role_may_not"
    SECOND_FACTOR_NEEDED = "second_factor_needed"
    NO_MANDATE = "no_mandate"
    # parties
    ACCESS_ROLE_EXCLUDES_PROVIDER = "access_role_excludes_provider"
    # tables
    MEETING_IN_PAST = "meeting_in_past"
    NO_METHOD_GUIDE = "no_method_guide"
    TOO_MANY_SEATS = "too_many_seats"
    NOT_A_CANDIDATE = "not_a_candidate"
    AGENDA_EMPTY = "agenda_empty"
    AGENDA_ALREADY_PUBLISHED = "agenda_already_published"
    AGENDA_NOT_PUBLISHED = "agenda_not_published"
    ITEM_CLOSED = "item_closed"
    CONTRIBUTION_EMPTY = "contribution_empty"
    CONTRIBUTION_TOO_LONG = "contribution_too_long"
    TARGET_UNKNOWN = "target_unknown"
    ALREADY_ANSWERED = "already_answered"
    ANSWER_NEEDS_REASON = "answer_needs_reason"
    ADOPTED_NEEDS_CHANGE = "adopted_needs_change"
    REMARKS_UNANSWERED = "remarks_unanswered"
    ALREADY_DECIDED = "already_decided"
    # documents
    VERSION_IS_FIXED = "version_is_fixed"
    VERSION_NOT_PUBLISHED = "version_not_published"
    CONCEPT_ALREADY_OPEN = "concept_already_open"
    TEXT_CHANGED_MEANWHILE = "text_changed_meanwhile"
    ARTICLE_EMPTY = "article_empty"
    # agreements
    TERM_INCOMPLETE = "term_incomplete"
    NOTHING_CHANGED = "nothing_changed"
    BASIS_INCOMPLETE = "basis_incomplete"
    SUB_INCOMPLETE = "sub_incomplete"
    NO_DECISION = "no_decision"
    DEADLINE_IN_PAST = "deadline_in_past"
    OFFER_ALREADY_OPEN = "offer_already_open"
    OFFER_CLOSED = "offer_closed"
    NOT_ADDRESSED = "not_addressed"
    ALREADY_SIGNED = "already_signed"
    NOT_ANSWERED_YES = "not_answered_yes"
    NO_SIGNING_AUTHORITY = "no_signing_authority"
    BASIS_NOT_SIGNED = "basis_not_signed"
    VERSION_CHANGED = "version_changed"
    NO_AGREED_VERSION = "no_agreed_version"
    ALREADY_PARTY = "already_party"
    OFFER_STILL_OPEN = "offer_still_open"
    TERMS_NOT_YET_IN_FORCE = "terms_not_yet_in_force"
