"""The project's own files, as the rules of the house look at them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("budgetplan", "plans", "projects", "allocations", "reports")
TEMPLATES = ROOT / "templates"


def python_files():
    """Every module of the apps, migrations aside (they are written by makemigrations)."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def template_files():
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def static_files():
    """Our own scripts and style sheets; static/vendor holds other people's."""
    for path in sorted((ROOT / "static").rglob("*")):
        if path.suffix in {".js", ".mjs", ".css"} and "vendor" not in path.parts:
            yield path


def name(path):
    """The path as a message shows it."""
    return str(path.relative_to(ROOT))
