"""How municipalities work together: the codes of what a region settles before its first table."""

from __future__ import annotations

from enum import StrEnum


class Scale(StrEnum):
    """On which scale is bought (D038)."""

    REGION = "region"  # all together
    SUBREGION = "subregion"  # groups of neighbours
    MIXED = "mixed"  # it differs per product


class RepresentationForm(StrEnum):
    """Who sits at the table for the municipalities (D038, D226)."""

    EACH = "each"  # every municipality speaks for itself
    LEAD = "lead"  # one speaks for the others, under their mandates
    DELEGATION = "delegation"  # a few speak for all
    CENTRE = "centre"  # a centre municipality contracts for the others
    JOINT_BODY = "joint_body"  # a body under the Wgr


class DecisionForm(StrEnum):
    """How the municipalities come to one decision (D038)."""

    EACH_COLLEGE = "each_college"  # every college decides for itself
    UNANIMOUS = "unanimous"  # nothing without the consent of all
    MAJORITY = "majority"
    MANDATED = "mandated"  # who holds the mandate decides


class ParticipationForm(StrEnum):
    """How much of a region an organisation takes part in."""

    FULL = "full"
    SOME_PRODUCTS = "some_products"  # only in the products it is named with (D052)
    BENEFICIARY = "beneficiary"  # from outside: others contract for it (D039)
    RUNNING_OUT = "running_out"  # moved away; bound by what runs, not part of what is new (D058)


class Regime(StrEnum):
    """How residents get at a product (D054)."""

    INDIVIDUAL = "individual"  # maatwerkvoorziening
    GENERAL = "general"  # algemene voorziening
