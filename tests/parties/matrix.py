"""The table of who may do what: every verb of parties and every act that mandates gate, for every
role and every state of the mandates. ``docs/reference/rights.md`` is written from it.

A row is read with LEGEND: one sign for each of ROLES, in that order.
"""

from __future__ import annotations

from collections.abc import Mapping

from convenant.core.actors import Role
from convenant.core.reasons import Reason

ROLES = tuple(Role)

LEGEND: Mapping[str, Reason | None] = {
    "+": None,
    "r": Reason.ROLE_MAY_NOT,
    "o": Reason.NOT_FOR_YOUR_ORGANISATION,
    "N": Reason.NO_MANDATE,
    "A": Reason.MANDATE_WITHOUT_ACT,
    "S": Reason.MANDATE_WITHOUT_SUBJECT,
    "P": Reason.MANDATE_WITHOUT_PRODUCT,
    "E": Reason.MANDATE_TOO_SMALL,
    "L": Reason.MANDATE_TOO_LATE,
    "F": Reason.MANDATE_NOT_YET,
    "X": Reason.MANDATE_ENDED,
    "W": Reason.MANDATE_WITHDRAWN,
    "h": Reason.NOT_ADMINISTRATOR_OF_REGION,
}

ELSE = "!"
"""The person may; something else stood in the way of this one trial."""

STATES = (
    "own only",  # nobody else buys
    "none",  # another buys, and gave nothing
    "covering",
    "wrong act",
    "wrong subject",
    "wrong product",
    "above amount",
    "too late",
    "not yet",
    "ended",
    "withdrawn",
)

# purchaser, contract_manager, policy_officer, alderman, chair, method_guide, social_team_member,
# administrator | director, account_manager, reader (of a provider)
GATED: Mapping[str, Mapping[str, str]] = {
    "put_on_agenda": {
        "own only": "++rr+rrr ooo",
        "none": "NNrrNrrr ooo",
        "covering": "++rr+rrr ooo",
        "wrong act": "AArrArrr ooo",
        "wrong subject": "SSrrSrrr ooo",
        "wrong product": "PPrrPrrr ooo",
        "above amount": "++rr+rrr ooo",
        "too late": "LLrrLrrr ooo",
        "not yet": "FFrrFrrr ooo",
        "ended": "XXrrXrrr ooo",
        "withdrawn": "WWrrWrrr ooo",
    },
    "reply": {
        "own only": "+++rrrrr ooo",
        "none": "NNNrrrrr ooo",
        "covering": "+++rrrrr ooo",
        "wrong act": "AAArrrrr ooo",
        "wrong subject": "SSSrrrrr ooo",
        "wrong product": "PPPrrrrr ooo",
        "above amount": "+++rrrrr ooo",
        "too late": "LLLrrrrr ooo",
        "not yet": "FFFrrrrr ooo",
        "ended": "XXXrrrrr ooo",
        "withdrawn": "WWWrrrrr ooo",
    },
    "decide": {
        "own only": "rrrr+rrr ooo",
        "none": "rrrrNrrr ooo",
        "covering": "rrrr+rrr ooo",
        "wrong act": "rrrrArrr ooo",
        "wrong subject": "rrrrSrrr ooo",
        "wrong product": "rrrrPrrr ooo",
        "above amount": "rrrrErrr ooo",
        "too late": "rrrrLrrr ooo",
        "not yet": "rrrrFrrr ooo",
        "ended": "rrrrXrrr ooo",
        "withdrawn": "rrrrWrrr ooo",
    },
    "make_offer": {
        "own only": "+rrrrrrr ooo",
        "none": "Nrrrrrrr ooo",
        "covering": "+rrrrrrr ooo",
        "wrong act": "Arrrrrrr ooo",
        "wrong subject": "Srrrrrrr ooo",
        "wrong product": "Prrrrrrr ooo",
        "above amount": "Errrrrrr ooo",
        "too late": "Lrrrrrrr ooo",
        "not yet": "Frrrrrrr ooo",
        "ended": "Xrrrrrrr ooo",
        "withdrawn": "Wrrrrrrr ooo",
    },
}

# Of each verb of parties: what everyone of the organisation concerned gets (the municipality keeps
# the region for all), and everyone of another one. Mandates change nothing here.
VERBS: Mapping[str, tuple[str, str]] = {
    "found_region": ("rrrrrrr+ ooo", "rrrrrrr+ ooo"),
    "rename_region": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "choose_host": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "choose_theme": ("rrrrrrr+ ooo", "oooooooo ooo"),
    "register_municipality": ("rrrrrrr+ rrr", "rrrrrrr+ rrr"),
    "add_municipality": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "add_provider": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "join": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "leave": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "change_form": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "move_municipality": ("rrrrrrr! ooo", "rrrrrrrh ooo"),
    "merge_municipalities": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "set_product": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "state_size": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "state_half_days": ("rrrrrrr! ooo", "rrrrrrrh ooo"),
    "choose_rhythm": ("++++++++ +++", "++++++++ +++"),
    "begin_arrangement": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "choose_scale": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "choose_representation": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "choose_decision": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "choose_start": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "propose_arrangement": ("rrrrrrr+ ooo", "rrrrrrrh ooo"),
    "give_word": ("rrr+rrr+ ooo", "oooooooo ooo"),
    "give_mandate": ("rrr+rrr+ ooo", "oooooooo ooo"),
    "change_mandate": ("rrr+rrr+ ooo", "oooooooo ooo"),
    "withdraw_mandate": ("rrr+rrr+ ooo", "oooooooo ooo"),
    "record_blocked_act": ("++++++++ +++", "++++++++ +++"),
    "add_person": ("rrrrrrr+ rrr", "rrrrrrr+ rrr"),
    "grant_role": ("rrrrrrr+ ooo", "oooooooo ooo"),
    "end_role": ("rrrrrrr+ ooo", "oooooooo ooo"),
    "correct_contact": ("rrrrrrr+ ooo", "oooooooo ooo"),
    "let_in": ("rrrrrrr+ ooo", "oooooooo ooo"),
    "invite": ("rrrrrrr+ ooo", "oooooooo ooo"),
    "invite_first": ("rrrrrrr+ ooo", "rrrrrrr+ ooo"),
    "resend_invitation": ("rrrrrrr+ ooo", "ooooooo+ ooo"),
    "withdraw_invitation": ("rrrrrrr+ ooo", "ooooooo+ ooo"),
    "accept_invitation": ("oooooooo ooo", "oooooooo ooo"),
    "hand_in_authority": ("oooooooo +rr", "oooooooo ooo"),
    "accept_authority": ("++ooooo+ ooo", "++ooooo+ ooo"),
    "refuse_authority": ("++ooooo+ ooo", "++ooooo+ ooo"),
    "end_authority": ("++ooooo+ ooo", "++ooooo+ ooo"),
    "take_over_authorities": ("rrrrrrrr rrr", "rrrrrrrr rrr"),
    "set_profile": ("+++rrrr+ ooo", "oooooooo ooo"),
    "set_first_line_move": ("+++rrrr+ ooo", "oooooooo ooo"),
    "drop_first_line_move": ("+++rrrr+ ooo", "oooooooo ooo"),
    "set_own_date": ("+++rrrr+ ooo", "oooooooo ooo"),
    "record_dependency": ("+++rrrr+ ooo", "oooooooo ooo"),
    "remove_dependency": ("+++rrrr+ ooo", "oooooooo ooo"),
    "make_invitation_list": ("+++rrrr+ ooo", "oooooooo ooo"),
    "record_stakeholder": ("+++rrrr+ ooo", "oooooooo ooo"),
    "change_stakeholder": ("+++rrrr+ ooo", "oooooooo ooo"),
    "remove_stakeholder": ("+++rrrr+ ooo", "oooooooo ooo"),
    "answer_questions": ("oooooooo !!r", "oooooooo ooo"),
    "share_answers": ("oooooooo !!r", "oooooooo ooo"),
    "start_import": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "record_rows": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "finish_reading": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "fail_import": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "correct_row": ("!!rrrrr! ooo", "!!rrrrr! ooo"),
    "skip_row": ("!!rrrrr! ooo", "!!rrrrr! ooo"),
    "skip_troubled_rows": ("!!rrrrr! ooo", "!!rrrrr! ooo"),
    "settle_problem": ("!!rrrrr! ooo", "!!rrrrr! ooo"),
    "recheck_import": ("!!rrrrr! ooo", "!!rrrrr! ooo"),
    "drop_import": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "confirm_import": ("!!rrrrr! ooo", "!!rrrrr! ooo"),
    "add_providers": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "take_over_providers": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "make_municipalities": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
    "take_over_municipalities": ("++rrrrr+ ooo", "++rrrrr+ ooo"),
}
