"""The checks once more, in plain Python: message after message, line after line.

Slow and simple, written from the standard and from ``core.volumes`` rather than from the SQL, so
that a mistake would have to be made twice to go unseen.
"""

from __future__ import annotations

from datetime import timedelta
from operator import itemgetter

from convenant.core.volumes import (
    Extent,
    Frequency,
    amount,
    in_unit,
    minute_tariff,
    period_maximum,
    whole_maximum,
)

WHOLE = {"TR056", "TR135", "TR333", "TR318"}
COPIED = ("law", "provider", "municipality", "allocation", "client", "category", "code", "begin",
          "end", "volume", "unit", "tariff", "amount")  # fmt: skip


class Reference:
    """Everything known so far; ``judge`` adds one message."""

    def __init__(self, *, seen, history, allocations, contracts, ceilings, on):
        self.seen, self.lines = list(seen), list(history)
        self.contracts, self.ceilings, self.on = contracts, ceilings, on
        self.known = {(a["municipality"], a["client"]) for a in allocations}
        self.allocations = {}
        for row in sorted(allocations, key=itemgetter("assigned_at")):
            self.allocations[row["law"], row["municipality"], row["allocation"]] = row

    def judge(self, message, lines):
        """{position: set of rules} for the lines that are refused."""
        whole, level = self._message(message)
        self.seen.append(message | {"level": level})
        if whole:
            return {line["position"]: whole for line in lines}
        refused = {}
        for line in sorted(lines, key=lambda row: (not row["credit"], row["position"])):
            contract = self._contract(line)
            rules = self._line(line, contract)
            if rules:
                refused[line["position"]] = rules
            agreement = contract["agreement"] if contract and contract["state"] == "now" else None
            if line["credit"] and not rules:
                agreement = self._debit_of(line)["agreement"]
            self.lines.append(
                line | {"approved": not rules, "rules": sorted(rules), "agreement": agreement}
            )
        return refused

    def _message(self, message):
        mine = [m for m in self.seen if same(m, message, "law", "provider")]
        header = set()
        if any(m["identification"] == message["identification"] for m in mine):
            header.add("TR056")
        if message["dated"] > self.on:
            header.add("TR135")
        if header:
            return header, "header"
        sent = [m for m in mine if m["level"] != "header"]
        rules = set()
        if any(m["declaration"] == message["declaration"] for m in sent):
            rules.add("TR333")
        before = [m["period_begin"] for m in sent if same(m, message, "municipality")]
        if before and message["period_begin"] < max(before):
            rules.add("TR318")
        return rules, "declaration" if rules else None

    def _line(self, line, contract):
        if (line["municipality"], line["client"]) not in self.known:
            return {"TR304"}
        rules = set()
        if any(same(old, line, "law", "provider", "reference") and not WHOLE & set(old["rules"])
               for old in self.lines):  # fmt: skip
            rules.add("TR314")
        if line["credit"]:
            return rules or self._credit(line)
        allocation = self.allocations.get((line["law"], line["municipality"], line["allocation"]))
        if allocation is None or not same(allocation, line, "provider", "client"):
            rules.add("TR338")
        elif allocation["reason"] == "13":
            rules.add("TR384")
        else:
            rules |= self._allocated(line, allocation, contract)
        rules |= self._agreed(line, contract)
        return rules or self._together(line, allocation, contract)

    def _allocated(self, line, allocation, contract):
        rules = set()
        if allocation["category"] is not None and allocation["category"] != line["category"]:
            rules.add("TR339")
        if allocation["code"] is not None and allocation["code"] != line["code"]:
            rules.add("TR340")
        units = [allocation["unit"]] if allocation["unit"] else []
        if contract and contract["state"] == "now":
            units.append(contract["unit"])
        if not all(fits(line["unit"], unit) for unit in units):
            rules.add("TR341")
        if line["begin"] < allocation["starts"]:
            rules.add("TR307")
        if allocation["ends"] and line["end"] > allocation["ends"]:
            rules.add("TR308")
        first = line["begin"].replace(day=1)
        last = month_end(line["begin"])
        starts = allocation["starts"]
        if line["begin"] != (starts if first < starts <= last else first):
            rules.add("TR387")
        first, last = line["end"].replace(day=1), month_end(line["end"])
        ends = allocation["ends"]
        if line["end"] != (ends if ends and first <= ends < last else last):
            rules.add("TR388")
        most = extent_of(allocation) and period_maximum(
            extent_of(allocation), law=line["law"], category=allocation["category"],
            starts=allocation["starts"], ends=ends, first=line["begin"], last=line["end"],
        )  # fmt: skip
        if most and fits(line["unit"], allocation["unit"]):
            limit = in_unit(most.volume, allocated=allocation["unit"], declared=line["unit"])
            if line["volume"] > limit:
                rules.add("TR321")
        return rules

    def _agreed(self, line, contract):
        rules = set()
        now = contract is not None and contract["state"] == "now"
        if not now:
            rules.add(
                "NOT_CONTRACTED" if contract is None
                else {"ended": "AGREEMENT_ENDED", "later": "AGREEMENT_NOT_BEGUN"}[contract["state"]]
            )  # fmt: skip
        hours = now and (line["unit"], contract["unit"]) == ("01", "04")
        if now and line["unit"] != "83" and fits(line["unit"], contract["unit"]):
            due = minute_tariff(contract["tariff"]) if hours else contract["tariff"]
            if line["tariff"] != due:
                rules.add("TR418")
        if line["unit"] != "83":
            due = amount(
                volume=line["volume"], tariff=contract["tariff"] if hours else line["tariff"],
                unit=line["unit"], tariff_unit="04" if hours else line["unit"],
            )  # fmt: skip
            if line["amount"] != due:
                rules.add("TR346")
        return rules

    def _credit(self, line):
        if self._debit_of(line) is None:
            return {"TR323"}
        return {"TR390"} if self._credited(line["law"], line["provider"],
                                           line["previous_reference"]) else set()  # fmt: skip

    def _debit_of(self, line):
        return next(
            (old for old in self.lines
             if old["approved"] and not old["credit"]
             and old["reference"] == line["previous_reference"] and same(old, line, *COPIED)),
            None,
        )  # fmt: skip

    def _credited(self, law, provider, reference):
        return any(
            old["approved"] and old["credit"] and old["previous_reference"] == reference
            and (old["law"], old["provider"]) == (law, provider)
            for old in self.lines
        )  # fmt: skip

    def _together(self, line, allocation, contract):
        account = [
            old
            for old in self.lines
            if old["approved"] and same(old, line, "law", "municipality", "allocation")
        ]
        debits = [
            old
            for old in account
            if not old["credit"] and same(old, line, "category", "code", "begin", "end")
        ]
        if any(not self._credited(d["law"], d["provider"], d["reference"]) for d in debits):
            return {"TR389"}
        rules = set()
        extent = extent_of(allocation)
        whole = extent and whole_maximum(
            extent, starts=allocation["starts"], ends=allocation["ends"]
        )
        if whole:
            factor = 60 if allocation["unit"] == "04" else 1
            total = sum(signed(old, minutes(old, allocation)) for old in [*account, line])
            if total > whole.volume * factor:
                rules.add("TR322")
        cents = sum(signed(old, old["amount"]) for old in [*account, line])
        if allocation["budget"] is not None and cents > allocation["budget"]:
            rules.add("TR369")
        for ceiling in self.ceilings:
            if not ceiling["hard"] or not under(ceiling, line, contract["agreement"]):
                continue
            spent = sum(signed(old, old["amount"]) for old in self.lines
                        if old["approved"] and under(ceiling, old, old["agreement"]))  # fmt: skip
            if spent + line["amount"] > ceiling["cents"]:
                rules.add("CEILING_REACHED")
        return rules

    def _contract(self, line):
        """The best terms: in force on the first day, else soonest, else just ended, else next."""
        found = []
        for terms in self.contracts:
            if not same(terms, line, "provider", "municipality", "law", "code"):
                continue
            until = terms["valid_before"]
            if until and until <= line["begin"]:
                rank, state = (1, -until.toordinal()), "ended"
            elif terms["valid_from"] > line["end"]:
                rank, state = (2, terms["valid_from"].toordinal()), "later"
            else:
                rank, state = (0, max(terms["valid_from"], line["begin"]).toordinal()), "now"
            hours = (line["unit"], terms["unit"]) == ("01", "04")
            tariff = minute_tariff(terms["tariff"]) if hours else terms["tariff"]
            rank += (terms["unit"] != line["unit"], not fits(line["unit"], terms["unit"]),
                     tariff != line["tariff"], -terms["version"], terms["agreement"])  # fmt: skip
            found.append((rank, terms | {"state": state}))
        return min(found, key=itemgetter(0))[1] if found else None


def same(one, other, *names):
    return all(one[name] == other[name] for name in names)


def fits(declared, agreed):
    return declared == agreed or (declared, agreed) == ("01", "04")


def month_end(day):
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def extent_of(allocation):
    if allocation["volume"] is None:
        return None
    return Extent(allocation["volume"], allocation["unit"], Frequency(allocation["frequency"]))


def minutes(line, allocation):
    hours = allocation["unit"] == line["unit"] == "04"
    return line["volume"] * (60 if hours else 1)


def signed(line, value):
    return -value if line["credit"] else value


def under(ceiling, line, agreement):
    return (
        ceiling["agreement"] == agreement
        and ceiling["provider"] in {None, line["provider"]}
        and ceiling["code"] in {None, line["code"]}
        and ceiling["valid_from"] <= line["begin"]
        and (ceiling["valid_before"] is None or line["begin"] < ceiling["valid_before"])
    )
