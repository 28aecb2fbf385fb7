"""A `ProposalContent` as plain JSON and back, exactly: what is filed says the same for ever.

Amounts are decimal strings in baht, dates ISO strings, tuples lists. Nothing here knows the database.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from itertools import repeat
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.core.serializers.json import DjangoJSONEncoder

from projects.content import (
    ActivityContent,
    CostLineContent,
    Factor,
    IndicatorContent,
    ProposalContent,
    StatementContent,
    TargetContent,
)

_ROWS = (Factor, CostLineContent, ActivityContent, StatementContent, TargetContent, IndicatorContent)
_FIELDS = {kind: get_type_hints(kind) for kind in (*_ROWS, ProposalContent)}
_READERS: dict[Any, Callable] = {Decimal: Decimal, date: date.fromisoformat, str: str, int: int, bool: bool}


def to_json(content):
    """A ProposalContent as dicts, lists, strings, numbers."""
    return json.loads(json.dumps(asdict(content), cls=DjangoJSONEncoder))


def from_json(stored):
    """The ProposalContent that `to_json` made that of. A field it hasn't yet is as in a new proposal."""
    return _read(ProposalContent, stored)


def sha256_of(stored):
    """The SHA-256 (hex) of what `to_json` gives, also when a database has put its keys into another order."""
    return hashlib.sha256(json.dumps(stored, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _read(kind: Any, value: Any) -> Any:
    if kind in _FIELDS:
        return kind(**{name: _read(hint, value[name]) for name, hint in _FIELDS[kind].items() if name in value})
    if get_origin(kind) is tuple:
        return _read_tuple(get_args(kind), value)
    if get_origin(kind) is UnionType:
        return _read_either(get_args(kind), value)
    return _READERS.get(kind, kind)(value)


def _read_tuple(kinds, values):
    each: Iterable = repeat(kinds[0]) if kinds[-1] is Ellipsis else kinds
    return tuple(_read(kind, value) for kind, value in zip(each, values, strict=False))


def _read_either(kinds, value):
    """A value or None; a choice or the text that none was made."""
    if value is None or value == "":
        return value
    return _read(next(kind for kind in kinds if kind is not NoneType), value)
