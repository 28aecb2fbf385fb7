"""A plan version as plain JSON, for programs. Amounts are decimal strings in baht."""


def plan_json(table):
    """The PlanTable as a dictionary: every row in printed order with its level, then totals and imbalances."""
    return {
        "year": table.year_be,
        "office": table.office_name,
        "version": table.number,
        "state": str(table.state),
        "envelope": _text(table.envelope),
        "lines": [_row(row) for row in table.rows()],
        "totals": _amounts(table.total),
        "imbalances": [
            {
                "code": imbalance.code,
                "line": imbalance.key,
                "name": imbalance.name,
                "expected": _text(imbalance.expected),
                "found": _text(imbalance.found),
            }
            for imbalance in table.imbalances
        ],
    }


def _row(row):
    return {
        "code": row.key,
        "kind": row.kind,
        "level": row.level,
        "number": row.number,
        "name": row.name,
        **_amounts(row.amounts),
        "ceiling": None if row.ceiling is None else _text(row.ceiling),
        "note": row.note,
    }


def _amounts(amounts):
    return {"annual": _text(amounts.annual), "quarters": [_text(amount) for amount in amounts.quarters]}


def _text(amount):
    return f"{amount:.2f}"
