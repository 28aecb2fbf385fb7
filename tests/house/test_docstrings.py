"""What other modules build on says its contract: services, selectors, models."""

import ast

import pytest

from tests.house import source

CONTRACTS = {"services", "selectors", "models"}


def contract_files():
    return [path for path in source.python_files() if path.stem in CONTRACTS or path.parent.name in CONTRACTS]


def public_definitions(tree, *, in_models):
    """Public functions at the top of a module, and in models its classes too (a query set's methods speak for it)."""
    for node in tree.body:
        is_function = isinstance(node, ast.FunctionDef)
        is_model = in_models and isinstance(node, ast.ClassDef) and not node.name.endswith("QuerySet")
        if (is_function or is_model) and not node.name.startswith("_"):
            yield node


def undocumented(text, *, in_models):
    nodes = public_definitions(ast.parse(text), in_models=in_models)
    return [node.name for node in nodes if not ast.get_docstring(node)]


@pytest.mark.parametrize("path", contract_files(), ids=source.name)
def test_public_names_have_a_docstring(path):
    in_models = "models" in {path.stem, path.parent.name}

    assert undocumented(path.read_text(encoding="utf-8"), in_models=in_models) == []


def test_a_missing_docstring_is_found():
    text = "def approve(case): pass\ndef _inner(): pass\nclass Plan: pass\n"

    assert undocumented(text, in_models=True) == ["approve", "Plan"]
    assert undocumented(text, in_models=False) == ["approve"]
