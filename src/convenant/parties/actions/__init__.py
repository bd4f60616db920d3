"""Changing who takes part."""

from __future__ import annotations

from convenant.parties.actions.arrangements import (
    begin_arrangement,
    choose_decision,
    choose_representation,
    choose_scale,
    choose_start,
    give_word,
    propose_arrangement,
)
from convenant.parties.actions.authority import (
    accept_authority,
    end_authority,
    hand_in_authority,
    refuse_authority,
    take_over_authorities,
)
from convenant.parties.actions.confirming import confirm_import
from convenant.parties.actions.imports import (
    correct_row,
    drop_import,
    fail_import,
    finish_reading,
    recheck_import,
    record_rows,
    settle_problem,
    skip_row,
    skip_troubled_rows,
    start_import,
)
from convenant.parties.actions.invitations import (
    First,
    Sent,
    accept_invitation,
    invite,
    invite_first,
    resend_invitation,
    withdraw_invitation,
)
from convenant.parties.actions.mandates import (
    change_mandate,
    give_mandate,
    record_blocked_act,
    withdraw_mandate,
)
from convenant.parties.actions.mergers import merge_municipalities
from convenant.parties.actions.municipalities import take_over_municipalities
from convenant.parties.actions.participation import change_form, join, leave, move_municipality
from convenant.parties.actions.people import add_person, correct_contact, end_role, grant_role
from convenant.parties.actions.processes import (
    ProfileAnswers,
    TaskAnswer,
    drop_first_line_move,
    set_first_line_move,
    set_own_date,
    set_profile,
)
from convenant.parties.actions.products import set_product
from convenant.parties.actions.profiles import (
    Given,
    Proof,
    answer_questions,
    share_answers,
)
from convenant.parties.actions.providers import add_providers, take_over_providers
from convenant.parties.actions.regions import (
    add_municipality,
    add_provider,
    choose_host,
    choose_theme,
    found_region,
    register_municipality,
    rename_region,
)
from convenant.parties.actions.registers import (
    change_stakeholder,
    make_invitation_list,
    record_dependency,
    record_stakeholder,
    remove_dependency,
    remove_stakeholder,
)
from convenant.parties.actions.rhythms import choose_rhythm
from convenant.parties.actions.sign_ins import let_in
from convenant.parties.actions.sizes import state_half_days, state_size

__all__ = [
    "First",
    "Given",
    "ProfileAnswers",
    "Proof",
    "Sent",
    "TaskAnswer",
    "accept_authority",
    "accept_invitation",
    "add_municipality",
    "add_person",
    "add_provider",
    "add_providers",
    "answer_questions",
    "begin_arrangement",
    "change_form",
    "change_mandate",
    "change_stakeholder",
    "choose_decision",
    "choose_host",
    "choose_representation",
    "choose_rhythm",
    "choose_scale",
    "choose_start",
    "choose_theme",
    "confirm_import",
    "correct_contact",
    "correct_row",
    "drop_first_line_move",
    "drop_import",
    "end_authority",
    "end_role",
    "fail_import",
    "finish_reading",
    "found_region",
    "give_mandate",
    "give_word",
    "grant_role",
    "hand_in_authority",
    "invite",
    "invite_first",
    "join",
    "leave",
    "let_in",
    "make_invitation_list",
    "merge_municipalities",
    "move_municipality",
    "propose_arrangement",
    "recheck_import",
    "record_blocked_act",
    "record_dependency",
    "record_rows",
    "record_stakeholder",
    "refuse_authority",
    "register_municipality",
    "remove_dependency",
    "remove_stakeholder",
    "rename_region",
    "resend_invitation",
    "set_first_line_move",
    "set_own_date",
    "set_product",
    "set_profile",
    "settle_problem",
    "share_answers",
    "skip_row",
    "skip_troubled_rows",
    "start_import",
    "state_half_days",
    "state_size",
    "take_over_authorities",
    "take_over_municipalities",
    "take_over_providers",
    "withdraw_invitation",
    "withdraw_mandate",
]
