"""Thousands of rows at once: one statement, prepared once and fed row after row.

Django's ``bulk_create`` makes an object, an expression and a piece of SQL text per value, which
takes twenty times as long as the database needs. Values and constraints are the same here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import DateField, Field, JSONField, Model

Row = Sequence[Any]


def insert(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    add_up: Sequence[str] = (),
    same: Sequence[str] = (),
) -> None:
    """Insert rows of values, in the order of ``columns`` (names of fields; ``x_id`` for a key).
    Columns not named get their default.

    With ``add_up``: a row that is there already, equal in all other columns (a unique constraint
    says so), gets these added to what it has. With ``same``: a row that is there already, equal in
    these (a unique constraint says so), gets the values of all other columns; when there are no
    others it stays as it is.
    """
    rest = [
        field
        for field in model._meta.concrete_fields
        if not (field.null or field.primary_key or {field.name, field.attname} & {*columns})
    ]
    defaults = [field.get_default() for field in rest]
    whole = (*columns, *(field.attname for field in rest))
    named = [_column(model, name) for name in whole]
    sql = (
        f"INSERT INTO {_table(model)} ({', '.join(named)})"  # noqa: S608 - names of our own models
        f" VALUES ({', '.join(['%s'] * len(named))})"
    )
    if add_up:
        equal = [_column(model, name) for name in columns if name not in add_up]
        sums = [
            f"{column} = {_table(model)}.{column} + excluded.{column}"
            for column in (_column(model, name) for name in add_up)
        ]
        sql += f" ON CONFLICT ({', '.join(equal)}) DO UPDATE SET {', '.join(sums)}"
    if same:
        keys = ", ".join(_column(model, name) for name in same)
        others = [_column(model, name) for name in columns if name not in same]
        sets = ", ".join(f"{column} = excluded.{column}" for column in others)
        sql += f" ON CONFLICT ({keys}) DO " + (f"UPDATE SET {sets}" if sets else "NOTHING")
    fields = [_field(model, name) for name in whole]
    _execute(sql, fields, ((*row, *defaults) for row in rows))


def update(
    model: type[Model], columns: Sequence[str], rows: Iterable[Row], *, where: Sequence[str]
) -> None:
    """Set ``columns`` in the rows that ``where`` finds; values in that order, ``where``'s last."""
    sets = ", ".join(f"{_column(model, name)} = %s" for name in columns)
    found = " AND ".join(f"{_column(model, name)} = %s" for name in where)
    sql = f"UPDATE {_table(model)} SET {sets} WHERE {found}"  # noqa: S608
    _execute(sql, [_field(model, name) for name in (*columns, *where)], rows)


def delete(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Delete the rows with exactly these values in these columns."""
    found = " AND ".join(f"{_column(model, name)} = %s" for name in columns)
    sql = f"DELETE FROM {_table(model)} WHERE {found}"  # noqa: S608
    _execute(sql, [_field(model, name) for name in columns], rows)


def _execute(sql: str, fields: Sequence[Field[Any, Any]], rows: Iterable[Row]) -> None:
    # Days, moments and JSON are written differently by each database; the rest goes as it is.
    adapted = [
        (at, field) for at, field in enumerate(fields) if isinstance(field, (DateField, JSONField))
    ]

    def values() -> Iterable[list[Any]]:
        for row in rows:
            given = list(row)
            for at, field in adapted:
                given[at] = field.get_db_prep_save(given[at], connection)
            yield given

    with connection.cursor() as cursor:
        cursor.executemany(sql, list(values()))


def _field(model: type[Model], name: str) -> Field[Any, Any]:
    field = model._meta.get_field(name.removesuffix("_id"))
    assert isinstance(field, Field)  # noqa: S101 - not a relation that points at this model
    return field


def _column(model: type[Model], name: str) -> str:
    return connection.ops.quote_name(str(_field(model, name).column))


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)
