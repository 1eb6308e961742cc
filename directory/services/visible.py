"""What is there for readers at all: every query for something shown takes this condition.

It says in SQL what `rules.disclosure.is_listed` says of suppression, so that what is suppressed is in no
list, no total, no order and no vocabulary: it is as if it had never been there.
"""

from sqlalchemy import ColumnElement, FromClause, and_


def visible(*tables: FromClause) -> ColumnElement[bool]:
    """That the rows of these tables may be shown to somebody."""
    return and_(*(table.c.suppressed.is_(False) for table in tables))
