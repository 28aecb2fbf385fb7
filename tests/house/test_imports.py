"""An app imports only what stands below it; pyproject.toml holds the order."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.house import source

CONTRACTS = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
KNOWS_EVERY_APP = {"budgetplan.settings", "budgetplan.urls", "budgetplan.wsgi", "budgetplan.environment"}


def lint_imports(folder):
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def layers():
    return {layer for contract in CONTRACTS["contracts"] for layer in contract.get("layers", [])}


def modules():
    """The apps, and what stands beside them in the project's own package."""
    for package in source.PACKAGES:
        if (source.ROOT / package / "__init__.py").exists():
            yield package
    for path in (source.ROOT / "budgetplan").iterdir():
        if path.suffix == ".py" or (path / "__init__.py").exists():
            yield f"budgetplan.{path.stem}"


def test_every_app_has_its_place_in_the_order():
    assert set(modules()) - KNOWS_EVERY_APP - {"budgetplan", "budgetplan.__init__"} == layers()


def test_imports_go_down_only():
    result = lint_imports(source.ROOT)

    assert result.returncode == 0, result.stdout


def test_an_import_upwards_is_found(tmp_path):
    shutil.copy(source.ROOT / "pyproject.toml", tmp_path)
    for path in source.python_files():
        copy = tmp_path / source.name(path)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    (tmp_path / "budgetplan/thai/upwards.py").write_text("import plans.models\n")

    result = lint_imports(tmp_path)

    assert result.returncode == 1
    assert "budgetplan.thai.upwards -> plans.models" in result.stdout
