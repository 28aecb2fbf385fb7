"""Files stay short enough to be read in one go."""

from tests.house import source

MOST_LINES = 400


def too_long(paths):
    for path in paths:
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > MOST_LINES:
            yield f"{source.name(path)}: {lines} lines"


def test_no_file_is_over_400_lines():
    files = [*source.python_files(), *source.template_files(), *source.static_files()]

    assert len(files) > 50
    assert list(too_long(files)) == []
