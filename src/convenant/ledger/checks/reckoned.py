"""SQL that sets apart the lines whose verdict depends on lines before them.

For most lines nothing could go wrong whatever the order: had every debit been approved, all would
still have fitted. ``in_turn`` holds the others, for ``cumulative``.
"""

from __future__ import annotations

RECKONED = """
-- Lines with nothing wrong by themselves. ``adds`` is in minutes when hours were allocated, for
-- hours and minutes may both have been declared.
CREATE TEMP TABLE candidates AS
SELECT l.seq, l.row, l.account, l.ask, l.credit, l.category, l.code, l.begin, l."end", l.amount,
    l.adds
FROM beside WHERE l.client_known AND NOT EXISTS (SELECT 1 FROM fired WHERE fired.row = l.row);

CREATE TEMP TABLE used AS
SELECT account,
    sum(if(credit, -volume, volume))::BIGINT AS volume,
    sum(if(credit, -volume, volume) * if(unit = '04', 60, 1))::BIGINT AS minutes,
    sum(if(credit, -amount, amount))::BIGINT AS cents
FROM past GROUP BY account;

CREATE TEMP TABLE limits AS
SELECT accounts.account, newest.unit AS allocated_unit, newest.budget,
    whole_maximum(newest.frequency, newest.volume, newest.starts, newest.ends)
        * if(newest.unit = '04', 60, 1) AS whole,
    coalesce(if(newest.unit = '04', used.minutes, used.volume), 0) AS before,
    coalesce(used.cents, 0) AS cents_before
FROM accounts LEFT JOIN newest USING (account) LEFT JOIN used USING (account);

CREATE TEMP TABLE open_before AS
SELECT account, category, code, begin, "end", count(*) AS open FROM past debit
SEMI JOIN candidates USING (account, category, code, begin, "end")
WHERE NOT debit.credit AND NOT EXISTS (
    SELECT 1 FROM past undone WHERE undone.credit AND undone.account = debit.account
        AND undone.provider = debit.provider AND undone.previous_reference = debit.reference)
GROUP BY ALL;

-- A credit equals its debit in everything but its own reference (IV091).
CREATE TEMP TABLE targets AS
WITH mine AS (
    SELECT lines.*, candidates.account FROM lines
    JOIN candidates USING (row) WHERE lines.credit)
SELECT DISTINCT ON (mine.row) mine.row, debit.agreement,
    EXISTS (SELECT 1 FROM past undone WHERE undone.credit AND undone.account = mine.account
        AND undone.provider = mine.provider
        AND undone.previous_reference = mine.previous_reference) AS credited
FROM mine JOIN history debit ON debit.law = mine.law AND debit.provider = mine.provider
    AND debit.reference = mine.previous_reference
WHERE debit.approved AND NOT debit.credit AND debit.municipality = mine.municipality
    AND debit.allocation = mine.allocation AND debit.client = mine.client
    AND debit.category = mine.category AND debit.code = mine.code
    AND debit.begin = mine.begin AND debit."end" = mine."end" AND debit.volume = mine.volume
    AND debit.unit = mine.unit AND debit.amount = mine.amount
    AND debit.tariff IS NOT DISTINCT FROM mine.tariff;

-- Lines for the same product, period and agreement: they fall under the same ceilings.
CREATE TEMP TABLE bundles AS
SELECT row_number() OVER () AS bundle, summed.*, asked.provider, asked.code, asked.begin,
    coalesce(summed.was_agreed, if(agreed.state = 'in_force', agreed.agreement, NULL)) AS rests_on
FROM (
    SELECT candidates.ask, targets.agreement AS was_agreed,
        sum(if(candidates.credit, 0, candidates.amount))::BIGINT AS debits
    FROM candidates LEFT JOIN targets USING (row) GROUP BY ALL
) summed JOIN asked USING (ask) LEFT JOIN agreed USING (ask);

-- The ceilings over each bundle: its provider's own and those for all parties together.
CREATE TEMP TABLE covers AS
SELECT bundles.bundle, numbered.cap
FROM (SELECT *, unnest([provider, NULL]) AS held_by FROM bundles) bundles
JOIN (SELECT row_number() OVER () AS cap, * FROM ceilings) numbered
    ON numbered.agreement = bundles.rests_on
    AND numbered.provider IS NOT DISTINCT FROM bundles.held_by
WHERE (numbered.code IS NULL OR numbered.code = bundles.code)
    AND bundles.begin >= numbered.valid_from
    AND (numbered.valid_before IS NULL OR bundles.begin < numbered.valid_before);

CREATE TEMP TABLE relevant AS
SELECT * FROM (SELECT row_number() OVER () AS cap, * FROM ceilings) SEMI JOIN covers USING (cap);

CREATE TEMP TABLE caps AS
WITH spending AS (
    SELECT agreement, provider, code, begin, sum(if(credit, -amount, amount))::BIGINT AS cents
    FROM history WHERE approved AND agreement IN (SELECT agreement FROM relevant)
        AND begin >= (SELECT min(valid_from) FROM relevant)
        AND ((SELECT bool_or(provider IS NULL) FROM relevant)
            OR provider IN (SELECT provider FROM relevant))
    GROUP BY ALL)
SELECT relevant.*, coalesce((SELECT sum(spending.cents) FROM spending
    WHERE spending.agreement = relevant.agreement
        AND (relevant.provider IS NULL OR spending.provider = relevant.provider)
        AND (relevant.code IS NULL OR spending.code = relevant.code)
        AND spending.begin >= relevant.valid_from
        AND (relevant.valid_before IS NULL OR spending.begin < relevant.valid_before)
    ), 0)::BIGINT AS spent
FROM relevant;

CREATE TEMP TABLE capped AS
SELECT bundles.bundle, bundles.ask, bundles.was_agreed, bundles.debits, covers.cap
FROM bundles JOIN covers USING (bundle);

CREATE TEMP TABLE bursting AS
SELECT caps.cap FROM caps JOIN capped USING (cap) WHERE caps.hard
GROUP BY caps.cap HAVING any_value(caps.spent) + sum(capped.debits) > any_value(caps.cents);

-- The order matters: something would not have fitted, or a debit comes twice, or a credit gives
-- room back.
CREATE TEMP TABLE strained AS
SELECT account FROM (
    SELECT account, bool_or(credit) AS credits,
        sum(if(credit, 0, adds)) AS adds, sum(if(credit, 0, amount)) AS cents
    FROM candidates GROUP BY account
) wanted JOIN limits USING (account)
WHERE credits OR limits.before + wanted.adds > limits.whole
    OR limits.cents_before + wanted.cents > limits.budget
UNION
SELECT account FROM candidates WHERE NOT credit
GROUP BY account, category, code, begin, "end" HAVING count(*) > 1;

CREATE TEMP TABLE bound AS
SELECT candidates.row, list(capped.cap ORDER BY capped.cap) AS caps
FROM (SELECT * FROM capped SEMI JOIN bursting USING (cap)) capped
JOIN candidates USING (ask) LEFT JOIN targets ON targets.row = candidates.row
WHERE targets.agreement IS NOT DISTINCT FROM capped.was_agreed
GROUP BY candidates.row;

CREATE TEMP TABLE chosen AS
SELECT candidates.* FROM candidates LEFT JOIN bound USING (row)
WHERE candidates.credit OR bound.row IS NOT NULL
    OR candidates.account IN (SELECT account FROM strained);

CREATE TEMP TABLE in_turn AS
SELECT lines.*, chosen.seq, chosen.adds, limits.*,
    targets.row IS NOT NULL AS has_target, coalesce(targets.credited, false) AS credited,
    coalesce(open_before.open, 0) AS open_before, coalesce(bound.caps, []) AS caps
FROM chosen JOIN lines USING (row) JOIN limits ON limits.account = chosen.account
LEFT JOIN bound ON bound.row = chosen.row
LEFT JOIN targets ON targets.row = chosen.row
LEFT JOIN open_before ON open_before.account = chosen.account
    AND open_before.category = chosen.category AND open_before.code = chosen.code
    AND open_before.begin = chosen.begin AND open_before."end" = chosen."end";
"""

DOUBLES = """
-- Debits that were approved before, with no credit in this batch that could undo them (TR389).
SELECT row, strftime(begin, '%Y-%m-%d') AS found
FROM candidates SEMI JOIN open_before USING (account, category, code, begin, "end")
WHERE NOT credit AND row NOT IN (SELECT row FROM in_turn)
"""

CEILINGS = """
SELECT caps.agreement, caps.agreement_title, caps.version, caps.clause, caps.provider,
    caps.code, caps.valid_from, caps.valid_before, caps.cents, caps.hard,
    caps.spent AS before, (caps.spent + coalesce(added.cents, 0))::BIGINT AS after
FROM caps LEFT JOIN (
    SELECT capped.cap, sum(kept.cents) AS cents
    FROM capped JOIN (
        SELECT candidates.ask, targets.agreement AS was_agreed,
            sum(if(candidates.credit, -candidates.amount, candidates.amount)) AS cents
        FROM candidates LEFT JOIN targets USING (row)
        WHERE candidates.row NOT IN (SELECT row FROM fired) GROUP BY ALL
    ) kept ON kept.ask = capped.ask AND kept.was_agreed IS NOT DISTINCT FROM capped.was_agreed
    GROUP BY capped.cap
) added USING (cap)
ORDER BY caps.cap
"""
