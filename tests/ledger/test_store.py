from datetime import date

import pytest

from convenant.ledger import schemas, store

DAY = date(2026, 1, 31)


def judged(*references, municipality="0321", batch="b1", approved=True):
    return schemas.rows(
        schemas.JUDGED_LINES,
        [
            {
                "message": "m1", "law": "wmo", "provider": "12345678", "municipality": municipality,
                "declaration": "D1", "period_begin": date(2026, 1, 1), "period_end": DAY,
                "dated": DAY, "declared_on": DAY, "position": n, "client": "00ab",
                "reference": reference, "allocation": 7, "category": "02", "code": "02A05",
                "begin": date(2026, 1, 1), "end": DAY, "volume": 3, "unit": "04", "tariff": 100,
                "amount": 300, "credit": False, "approved": approved,
                "rules": [] if approved else ["TR338"], "batch": batch,
            }
            for n, reference in enumerate(references)
        ],
    )  # fmt: skip


def references(table):
    return sorted(table.column("reference").to_pylist())


def test_a_batch_appended_twice_counts_once(tmp_path):
    first = store.append_lines(tmp_path, "b1", judged("r1", "r2"))
    again = store.append_lines(tmp_path, "b1", judged("r1", "r2"))

    assert first == again
    assert references(store.lines_at(tmp_path)) == ["r1", "r2"]


def test_readers_see_the_version_they_ask_for(tmp_path):
    first = store.append_lines(tmp_path, "b1", judged("r1"))
    second = store.append_lines(tmp_path, "b2", judged("r2", municipality="0356", batch="b2"))

    assert second > first
    assert references(store.lines_at(tmp_path, first)) == ["r1"]
    assert references(store.lines_at(tmp_path, second)) == ["r1", "r2"]
    assert references(store.lines_at(tmp_path, batch="b2")) == ["r2"]


def test_a_repeated_batch_answers_with_its_own_version_though_others_followed(tmp_path):
    first = store.append_lines(tmp_path, "b1", judged("r1"))
    store.append_lines(tmp_path, "b2", judged("r2", batch="b2"))

    assert store.append_lines(tmp_path, "b1", judged("r1")) == first
    assert store.committed(tmp_path, store.Kind.LINES, "b1") == first
    assert store.committed(tmp_path, store.Kind.LINES, "b3") is None


def test_nothing_stored_reads_as_no_rows(tmp_path):
    assert store.lines_at(tmp_path).num_rows == 0
    assert store.snapshot(tmp_path, store.Kind.ALLOCATIONS).version is None
    assert store.compact(tmp_path, store.Kind.LINES) is None


def test_values_come_back_as_they_went_in(tmp_path):
    table = judged("r1", approved=False)

    store.append_lines(tmp_path, "b1", table)

    assert store.lines_at(tmp_path).to_pylist() == table.to_pylist()


def test_refusals_of_an_attempt_that_died_are_replaced(tmp_path):
    def refusal(rule):
        return schemas.rows(
            schemas.REFUSALS, [{"message": "m1", "position": 0, "level": "line", "rule": rule}]
        )

    store.append_refusals(tmp_path, "b1", refusal("TR338"))
    store.append_refusals(tmp_path, "b1", refusal("TR339"))  # judged again after a crash
    store.append_lines(tmp_path, "b1", judged("r1"))
    store.append_refusals(tmp_path, "b1", refusal("TR340"))  # now the batch is final

    stored = store.read(store.snapshot(tmp_path, store.Kind.REFUSALS))
    assert stored.column("rule").to_pylist() == ["TR339"]


def test_compacting_joins_files_and_keeps_every_row_and_old_version(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "COMPACT_AFTER", 2)
    for n in range(4):
        last = store.append_lines(tmp_path, f"b{n}", judged(f"r{n}", batch=f"b{n}"))

    after = store.compact(tmp_path, store.Kind.LINES)

    assert len(store.snapshot(tmp_path, store.Kind.LINES, after).files) == 1
    assert references(store.lines_at(tmp_path, after)) == references(store.lines_at(tmp_path, last))
    assert store.append_lines(tmp_path, "b0", judged("r0", batch="b0")) == 0


def test_a_batch_name_that_could_be_more_than_a_name_is_refused(tmp_path):
    with pytest.raises(ValueError, match="letters, digits"):
        store.append_lines(tmp_path, "b' OR 1=1", judged("r1"))


def test_a_table_without_a_column_is_refused_and_nothing_is_stored(tmp_path):
    with pytest.raises(KeyError):
        store.append_lines(tmp_path, "b1", judged("r1").drop_columns(["client"]))

    assert store.lines_at(tmp_path).num_rows == 0
