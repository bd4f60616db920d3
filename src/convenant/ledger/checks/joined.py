"""SQL that lays beside each line what its rules speak of: message, allocation, contract, past.

The tables it reads: ``messages``, ``messages_seen``, ``lines``, ``history``, ``allocations``,
``contract_lines`` and ``ceilings``, in the columns of ``ledger.schemas``. Messages and lines also
have ``turn``, the message's place in the batch, and lines ``row``, their place in the table.
"""

from __future__ import annotations

from convenant.ledger.checks.rules import DECLARATION_RULES, HEADER_RULES, WHOLE_MESSAGE, Rule

MACROS = """
-- The same sums as convenant.core.volumes; tests compare the two.
CREATE TEMP MACRO weeks(first, last) AS
    date_diff('day', first - (isodow(first) - 1)::INT, last) // 7 + 1;
CREATE TEMP MACRO sundays(first, last) AS
    date_diff('day', DATE '1970-01-04', last) // 7
    - (date_diff('day', DATE '1970-01-04', first) - 1) // 7;
CREATE TEMP MACRO months(first, last) AS
    (year(last) - year(first)) * 12 + month(last) - month(first) + 1;
CREATE TEMP MACRO last_sunday(day) AS day - isodow(day)::INT;
CREATE TEMP MACRO tail(starts, ends, first, last) AS
    CASE WHEN ends IS NULL OR isodow(ends) = 7 THEN 0
         WHEN (CASE WHEN last_sunday(ends) >= starts THEN last_sunday(ends) ELSE ends END)
              BETWEEN first AND last THEN 1
         ELSE 0 END;
CREATE TEMP MACRO factor(allocated, declared) AS
    CASE WHEN allocated = '04' AND declared = '01' THEN 60 ELSE 1 END;
CREATE TEMP MACRO period_maximum(
    frequency, volume, unit, law, category, starts, ends, first, last
) AS volume * CASE
    WHEN frequency = '6' THEN NULL
    WHEN frequency = '1' THEN date_diff('day', first, last) + 1
    WHEN frequency = '4' THEN 1
    WHEN frequency = '2' AND unit IN ('82', '83')
        THEN sundays(first, last) + tail(starts, ends, first, last)
    WHEN frequency = '2' AND law = 'wmo' AND category = '01' THEN 6
    WHEN frequency = '2' THEN weeks(first, last) END;
CREATE TEMP MACRO whole_maximum(frequency, volume, starts, ends) AS volume * CASE
    WHEN frequency = '6' THEN 1
    WHEN frequency = '1' THEN date_diff('day', starts, ends) + 1
    WHEN frequency = '2' THEN weeks(starts, ends)
    WHEN frequency = '4' THEN months(starts, ends) END;
CREATE TEMP MACRO unit_fits(declared, agreed) AS
    declared = agreed OR (agreed = '04' AND declared = '01');
CREATE TEMP MACRO sixtieth(value) AS (value + 30) // 60;
CREATE TEMP MACRO tariff_in(unit, agreed_unit, tariff) AS
    CASE WHEN agreed_unit = '04' AND unit = '01' THEN sixtieth(tariff) ELSE tariff END;
CREATE TEMP MACRO amount_due(volume, tariff, unit, state, agreed_unit, agreed_tariff) AS CASE
    WHEN unit = '83' THEN NULL
    WHEN state = 'in_force' AND unit = '01' AND agreed_unit = '04'
        THEN sixtieth(agreed_tariff * volume)
    ELSE volume * tariff END;
CREATE TEMP MACRO due_begin(first, starts) AS
    CASE WHEN starts > date_trunc('month', first)::DATE AND starts <= last_day(first)
         THEN starts ELSE date_trunc('month', first)::DATE END;
CREATE TEMP MACRO due_end(last, ends) AS
    CASE WHEN ends >= date_trunc('month', last)::DATE AND ends < last_day(last)
         THEN ends ELSE last_day(last) END;
"""

_HEARD = """
CREATE TEMP TABLE heard AS
WITH told AS (
    SELECT $today::DATE AS today, * FROM messages
), named AS (
    SELECT told.*, seen.identification IS NOT NULL OR row_number() OVER (
        PARTITION BY told.law, told.provider, told.identification ORDER BY turn) > 1
        AS identification_before
    FROM told LEFT JOIN (SELECT DISTINCT law, provider, identification FROM messages_seen) seen
        USING (law, provider, identification)
), headed AS (
    SELECT *, coalesce({header}, false) AS header_refused FROM named m
), declared AS (
    SELECT m.*, numbers.declaration IS NOT NULL OR row_number() OVER (
            PARTITION BY header_refused, m.law, m.provider, m.declaration ORDER BY turn) > 1
            AS declaration_before,
        greatest(latest.period_begin, max(m.period_begin) OVER (
            PARTITION BY header_refused, m.law, m.provider, m.municipality ORDER BY turn
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS latest_period
    FROM headed m
    LEFT JOIN (SELECT DISTINCT law, provider, declaration FROM messages_seen
               WHERE level IS DISTINCT FROM 'header') numbers
        USING (law, provider, declaration)
    LEFT JOIN (SELECT law, provider, municipality, max(period_begin) AS period_begin
               FROM messages_seen WHERE level IS DISTINCT FROM 'header' GROUP BY ALL) latest
        ON latest.law = m.law AND latest.provider = m.provider
        AND latest.municipality = m.municipality
)
SELECT *, NOT header_refused AND coalesce({declaration}, false) AS declaration_refused,
    dense_rank() OVER (ORDER BY law, municipality) AS place,
    dense_rank() OVER (ORDER BY law, provider) AS sender,
    dense_rank() OVER (ORDER BY law, provider, municipality) AS pair
FROM declared m
"""


def heard() -> str:
    """Table ``heard``: each message with what came before it and whether it is refused whole.

    ``place``, ``sender`` and ``pair`` number who sent to whom: comparing these is cheaper.
    """
    return _HEARD.format(header=_any(HEADER_RULES), declaration=_any(DECLARATION_RULES))


def _any(rules: tuple[Rule, ...]) -> str:
    return " OR ".join(f"({rule.condition})" for rule in rules)


_NOT_LOOKED_AT = ", ".join(f"'{rule}'" for rule in WHOLE_MESSAGE)

TAKEN = f"""
-- The lines that are looked at; ``seq`` is the order in which they count: messages as received, in
-- each first the credits (OP366).
CREATE TEMP TABLE taken AS
SELECT (heard.turn * 2 + if(lines.credit, 0, 1)) * 4294967296 + lines.position AS seq,
    heard.place, heard.sender, heard.pair, lines.*
FROM lines JOIN heard USING (turn)
WHERE NOT header_refused AND NOT declaration_refused;

-- An account is what happens on one allocation; an ask is one product in one period at one tariff.
CREATE TEMP TABLE accounts AS
SELECT row_number() OVER () AS account, *
FROM (SELECT DISTINCT place, allocation FROM taken)
JOIN (SELECT DISTINCT place, law, municipality FROM heard) USING (place);

CREATE TEMP TABLE asked AS
SELECT row_number() OVER () AS ask, *
FROM (SELECT DISTINCT pair, code, begin, "end", unit, tariff FROM taken)
JOIN (SELECT DISTINCT pair, provider, municipality, law FROM heard) USING (pair);

CREATE TEMP TABLE newest AS
SELECT * FROM (
    SELECT row_number() OVER () AS arrival, accounts.account, kept.* FROM allocations kept
    JOIN accounts USING (law, municipality, allocation)
) QUALIFY row_number() OVER (PARTITION BY account ORDER BY assigned_at DESC, arrival DESC) = 1;

CREATE TEMP TABLE known AS
SELECT DISTINCT municipality, client FROM allocations
SEMI JOIN lines USING (municipality, client);

CREATE TEMP TABLE past AS
SELECT accounts.account, kept.provider, kept.category, kept.code, kept.begin, kept."end",
    kept.reference, kept.previous_reference, kept.credit, kept.volume, kept.unit, kept.amount
FROM history kept JOIN accounts USING (law, municipality, allocation)
WHERE kept.approved;

CREATE TEMP TABLE references_before AS
SELECT DISTINCT law, provider, reference FROM history
SEMI JOIN lines USING (law, provider, reference)
WHERE approved OR NOT list_has_any(rules, [{_NOT_LOOKED_AT}]);

-- What was agreed: the terms on the first day of the product period, else those that begin in it;
-- with several at once, the unit and then the tariff that fit. Else the nearest not in force.
CREATE TEMP TABLE agreed AS
SELECT DISTINCT ON (ask) ask, terms.unit, terms.tariff, terms.valid_from, terms.valid_before,
    terms.agreement, terms.version, terms.clause,
    CASE WHEN terms.valid_before <= asked.begin THEN 'ended'
         WHEN terms.valid_from > asked."end" THEN 'not_begun'
         ELSE 'in_force' END AS state
FROM asked JOIN contract_lines terms USING (provider, municipality, law, code)
ORDER BY ask,
    CASE state WHEN 'in_force' THEN 0 WHEN 'ended' THEN 1 ELSE 2 END,
    CASE WHEN state = 'ended' THEN NULL ELSE greatest(terms.valid_from, asked.begin) END,
    CASE WHEN state = 'ended' THEN terms.valid_before END DESC,
    (terms.unit = asked.unit) DESC,
    coalesce(unit_fits(asked.unit, terms.unit), false) DESC,
    coalesce(asked.tariff = tariff_in(asked.unit, terms.unit, terms.tariff), false) DESC,
    terms.version DESC, terms.agreement;
"""  # noqa: S608 - built from our own rule names

BESIDE = """
CREATE TEMP TABLE firsts AS
SELECT sender, reference, min(seq) AS seq FROM taken
GROUP BY sender, reference HAVING count(*) > 1;

CREATE TEMP TABLE beside AS
SELECT
    {
        'seq': taken.seq, 'row': taken.row, 'account': accounts.account, 'ask': asked.ask,
        'credit': taken.credit, 'reference': taken.reference, 'allocation': taken.allocation,
        'category': taken.category, 'code': taken.code, 'begin': taken.begin, 'end': taken."end",
        'volume': taken.volume, 'unit': taken.unit, 'tariff': taken.tariff,
        'amount': taken.amount, 'client_known': known.client IS NOT NULL,
        'reference_before': before.reference IS NOT NULL OR coalesce(firsts.seq < taken.seq, false),
        'most': period_maximum(
            newest.frequency, newest.volume, newest.unit, taken.law, newest.category,
            newest.starts, newest.ends, taken.begin, taken."end"
        ) * factor(newest.unit, taken.unit),
        'adds': taken.volume * if(newest.unit = '04' AND taken.unit = '04', 60, 1)
    } AS l,
    CASE WHEN newest.provider = taken.provider AND newest.client = taken.client THEN {
        'allocation': newest.allocation, 'category': newest.category, 'code': newest.code,
        'starts': newest.starts, 'ends': newest.ends, 'reason': newest.reason,
        'unit': newest.unit
    } END AS a,
    {
        'state': agreed.state, 'unit': agreed.unit, 'tariff': agreed.tariff,
        'valid_from': agreed.valid_from, 'valid_before': agreed.valid_before
    } AS c
FROM taken
JOIN accounts ON accounts.place = taken.place AND accounts.allocation = taken.allocation
JOIN asked ON asked.pair = taken.pair AND asked.code = taken.code AND asked.begin = taken.begin
    AND asked."end" = taken."end" AND asked.unit = taken.unit
    AND asked.tariff IS NOT DISTINCT FROM taken.tariff
LEFT JOIN known ON known.client = taken.client AND known.municipality = taken.municipality
LEFT JOIN references_before before ON before.reference = taken.reference
    AND before.provider = taken.provider AND before.law = taken.law
LEFT JOIN firsts ON firsts.sender = taken.sender AND firsts.reference = taken.reference
LEFT JOIN newest ON newest.account = accounts.account
LEFT JOIN agreed ON agreed.ask = asked.ask
"""
