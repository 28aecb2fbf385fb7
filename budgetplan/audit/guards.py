"""Database triggers: what must stay unchanged stays so whoever writes the SQL.

Every trigger of the program is made here. They are dropped before `migrate` (SQLite loses triggers when
Django rebuilds a table, and cross-table ones break the rebuild) and installed after it.
Apps register what they want guarded in their `AppConfig.ready`.
"""

from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Model

PREFIX = "guard_"
_guards = []


@dataclass(frozen=True)
class AppendOnly:
    """Rows of `model` are never changed and never deleted."""

    model: type[Model]

    @property
    def table(self):
        return self.model._meta.db_table

    def conditions(self):
        """(operation, condition) pairs in which the database refuses; a condition of "" always refuses."""
        return [("UPDATE", ""), ("DELETE", "")]

    @property
    def sentence(self):
        return f"{self.table} is append-only"


@dataclass(frozen=True)
class FrozenBy:
    """Rows of `model` can't be added, changed or deleted while `state` of their parent is not in `open_states`.

    `parent_column` is the foreign key column; the parent itself is `parent`.
    """

    model: type[Model]
    parent: type[Model]
    parent_column: str
    open_states: tuple = field(default=())

    @property
    def table(self):
        return self.model._meta.db_table

    def conditions(self):
        return [
            ("INSERT", self._closed("NEW")),
            ("UPDATE", f"{self._closed('OLD')} OR {self._closed('NEW')}"),
            ("DELETE", self._closed("OLD")),
        ]

    def _closed(self, row):
        states = ", ".join(f"'{state}'" for state in self.open_states)
        parent = self.parent._meta.db_table
        # Table and column names come from our own models; a trigger takes no parameters.
        return f"(SELECT state FROM {parent} WHERE id = {row}.{self.parent_column}) NOT IN ({states})"  # noqa: S608

    @property
    def sentence(self):
        return f"{self.table} is frozen with its document"


@dataclass(frozen=True)
class Frozen:
    """A row of `model` whose `state` is in `states` is never changed and never deleted.

    A row in one of `locked_states` may change its state but none of `locked_columns`.
    """

    model: type[Model]
    states: tuple
    locked_states: tuple = ()
    locked_columns: tuple = ()

    @property
    def table(self):
        return self.model._meta.db_table

    def conditions(self):
        frozen = f"OLD.state IN ({', '.join(repr(str(state)) for state in self.states)})"
        return [("UPDATE", " OR ".join([frozen, *self._locked()])), ("DELETE", frozen)]

    def _locked(self):
        if not self.locked_states:
            return []
        states = ", ".join(repr(str(state)) for state in self.locked_states)
        changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in self.locked_columns)
        return [f"(OLD.state IN ({states}) AND ({changed}))"]

    @property
    def sentence(self):
        return f"{self.table} is frozen"


@dataclass(frozen=True)
class FilledOnce:
    """Rows of `model` are never deleted, and of their columns only `columns` ever change: once, from null."""

    model: type[Model]
    columns: tuple

    @property
    def table(self):
        return self.model._meta.db_table

    def conditions(self):
        return [("UPDATE", " OR ".join(self._changes())), ("DELETE", "")]

    def _changes(self):
        for column in (one.column for one in self.model._meta.concrete_fields):
            changed = f"OLD.{column} IS DISTINCT FROM NEW.{column}"
            yield f"(OLD.{column} IS NOT NULL AND {changed})" if column in self.columns else changed

    @property
    def sentence(self):
        return f"{self.table} is filed"


def register(guard):
    """Ask for `guard` to be installed after every migrate."""
    if guard not in _guards:
        _guards.append(guard)


def install(connection):
    """Install every registered guard whose table exists. Repeating it changes nothing."""
    drop(connection)
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in _guards:
            if guard.table in tables:
                for operation, condition in guard.conditions():
                    for statement in _statements(connection.vendor, guard, operation, condition):
                        cursor.execute(statement)


def drop(connection):
    """Drop every trigger that `install` made."""
    with connection.cursor() as cursor:
        for table, name in _installed(connection, cursor):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")


def _installed(connection, cursor):
    if connection.vendor == "postgresql":
        cursor.execute(
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE %s AND NOT t.tgisinternal",
            [f"{PREFIX}%"],
        )
    else:
        cursor.execute(
            "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{PREFIX}%"]
        )
    return cursor.fetchall()


def _statements(vendor, guard, operation, condition):
    name = f"{PREFIX}{guard.table}_{operation.lower()}"
    if vendor == "postgresql":
        # The parent's row is locked while a child changes, so that no child slips in while the parent closes.
        lock = _lock(guard, operation)
        test = f"IF {condition} THEN" if condition else "IF TRUE THEN"
        result = "OLD" if operation == "DELETE" else "NEW"
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lock} {test} "
            f"RAISE EXCEPTION '{guard.sentence}' USING ERRCODE = '23514'; END IF; RETURN {result}; END $$"
        )
        yield (f"CREATE TRIGGER {name} BEFORE {operation} ON {guard.table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    else:
        when = f"WHEN {condition} " if condition else ""
        yield (
            f"CREATE TRIGGER {name} BEFORE {operation} ON {guard.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"
        )


def _lock(guard, operation):
    if not isinstance(guard, FrozenBy):
        return ""
    row = "OLD" if operation == "DELETE" else "NEW"
    return f"PERFORM 1 FROM {guard.parent._meta.db_table} WHERE id = {row}.{guard.parent_column} FOR SHARE;"


def drop_before_migrate(sender, using, **kwargs):
    """Signal receiver: no triggers while tables are rebuilt."""
    drop(connections[using])


def install_after_migrate(sender, using, **kwargs):
    """Signal receiver: put the triggers back."""
    install(connections[using])
