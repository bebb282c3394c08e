"""The import contract of pyproject.toml holds."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_each_layer_imports_only_what_stands_below(capsys):
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out
