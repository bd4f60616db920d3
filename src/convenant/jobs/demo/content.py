"""The demo's texts, read from ``content``: agreements, what was said of them, and by whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from convenant.core.contributions import Outcome, Target
from convenant.core.terms import CeilingTerm, DurationTerm, EffectTerm, ProductTerm, Terms
from convenant.documents.actions import ArticleText

_FOLDER = Path(__file__).parent / "content"


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says, and what is answered. ``changed`` is the key of the clause it changed;
    ``outcome`` None leaves it without an answer."""

    who: str
    text: str
    target: Target
    key: str
    outcome: Outcome | None
    reply: str
    changed: str


@dataclass(frozen=True, slots=True)
class Talk:
    """An item on an agenda, from its title to the decision (empty: none was asked)."""

    title: str
    explanation: str
    minutes: str
    remarks: tuple[Remark, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class Gathering:
    """When and where a talk was held: months before the agreement starts, and the day."""

    months: int
    day: int
    place: str


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What came of it later: the talk that led to it, and what changed."""

    talk: Talk
    summary: str
    articles: Mapping[str, str]
    tariffs: Mapping[str, int]
    offered: bool


@dataclass(frozen=True, slots=True)
class CeilingPlan:
    """A ceiling whose amount follows from how much is delivered; ``share`` names how near."""

    term: CeilingTerm
    share: str


@dataclass(frozen=True, slots=True)
class Story:
    """One agreement of the demo. ``sector`` empty: everyone's."""

    slug: str
    title: str
    sector: str
    table: Mapping[str, str]
    articles: tuple[ArticleText, ...]
    products: tuple[ProductTerm, ...]
    ceilings: tuple[CeilingPlan, ...]
    effects: tuple[EffectTerm, ...]
    duration: Mapping[str, Any]
    start: Talk
    start_at: Gathering
    decision: Talk
    decision_at: Gathering
    next: NextVersion | None
    this_week: Talk | None

    def terms(self, *, starts_on: date, amounts: Mapping[str, int]) -> Terms:
        """The terms from a day on; ``amounts`` gives each ceiling's cents a year, by its key."""
        ends_before = starts_on.replace(year=starts_on.year + int(self.duration["years"]))
        return Terms(
            products=self.products,
            ceilings=tuple(
                replace(plan.term, amount=amounts[plan.term.key]) for plan in self.ceilings
            ),
            effects=self.effects,
            duration=DurationTerm(
                key="duration",
                article=self.duration["article"],
                starts_on=starts_on,
                ends_before=ends_before,
                options=tuple(self.duration["options"]),
                notice=self.duration["notice"],
            ),
        )


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What tables talk about while an agreement runs, and where they meet."""

    places: Sequence[str]
    talks: Sequence[Talk]


def basis() -> Story:
    """The basic agreement."""
    return _story("basisovereenkomst")


def subs() -> list[Story]:
    """The sub-agreements."""
    return [_story(name) for name in ("begeleiding", "huishoudelijke-hulp", "jeugdhulp-ambulant")]


def evaluations() -> Evaluations:
    """The talks of the years after the signing."""
    read = _read("evaluations")
    return Evaluations(read["places"], [_talk(subject) for subject in read["subjects"]])


def people() -> Mapping[str, Any]:
    """The cast and the word lists, as they stand in ``people.yaml``."""
    return _read("people")


def office() -> Mapping[str, Any]:
    """What municipalities keep and decide, as it stands in ``office.yaml``."""
    return _read("office")


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text("utf-8"))
    return read


def _story(name: str) -> Story:
    read = _read(name)
    terms = read["terms"]
    start, decision = (
        Gathering(months=talk["when"][0], day=talk["when"][1], place=talk["place"])
        for talk in read["talks"]
    )
    return Story(
        slug=read["slug"],
        title=read["title"],
        sector=read["sector"] or "",
        table=read["table"],
        articles=tuple(
            ArticleText(
                key=article["key"],
                heading=article["heading"],
                text=article["text"].strip(),
                hard=article.get("hard", False),
                topic=article.get("topic", ""),
            )
            for article in read["articles"]
        ),
        products=tuple(
            ProductTerm(key=f"product:{product['code']}", article="tarieven", **product)
            for product in terms.get("products", ())
        ),
        ceilings=tuple(_ceiling(ceiling) for ceiling in terms.get("ceilings", ())),
        effects=tuple(
            EffectTerm(
                key=f"effect:{effect['key']}",
                article="effecten",
                statement=effect["statement"],
                indicator=effect["indicator"],
                target=effect["target"],
                budget=effect["budget"],
            )
            for effect in terms.get("effects", ())
        ),
        duration=terms["duration"],
        start=_talk(read["start"]),
        start_at=start,
        decision=_talk(read["decision"]),
        decision_at=decision,
        next=_next(read["next"]) if "next" in read else None,
        this_week=_talk(read["this_week"]) if "this_week" in read else None,
    )


def _ceiling(read: Mapping[str, Any]) -> CeilingPlan:
    key = f"ceiling:{read['scope']}:{read['code'] or 'all'}"
    term = CeilingTerm(key, read["article"], read["scope"], read["code"], 0, read["hard"])
    return CeilingPlan(term, read["share"])


def _next(read: Mapping[str, Any]) -> NextVersion:
    return NextVersion(
        talk=_talk(read["evaluation"]),
        summary=read["summary"],
        articles={key: text.strip() for key, text in read["articles"].items()},
        tariffs={f"product:{code}": tariff for code, tariff in read["tariffs"].items()},
        offered=read["effective"] == "offer",
    )


def _talk(read: Mapping[str, Any]) -> Talk:
    return Talk(
        title=read["title"],
        explanation=read["explanation"],
        minutes=read.get("minutes", "").strip(),
        remarks=tuple(_remark(remark) for remark in read.get("remarks", ())),
        decision=read.get("decision", ""),
    )


def _remark(read: Mapping[str, Any]) -> Remark:
    target, key = Target.ITEM, ""
    if "article" in read:
        target, key = Target.ARTICLE, read["article"]
    elif "product" in read:
        target, key = Target.TERM, f"product:{read['product']}"
    return Remark(
        who=read["who"],
        text=read["text"],
        target=target,
        key=key,
        outcome=Outcome(read["outcome"]) if "outcome" in read else None,
        reply=read.get("reply", ""),
        changed=read.get("key", ""),
    )
