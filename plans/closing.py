"""What keeps a year from being closed: apps above this one say so, each registers in its `AppConfig.ready`."""

_obstacles = []


def add_obstacle(find):
    """Have `find(year)` asked before a year is closed: a sentence that says what has to be done first, or ""."""
    if find not in _obstacles:
        _obstacles.append(find)


def obstacles_of(year):
    """The sentences of everything that keeps the year open."""
    return [sentence for sentence in (find(year) for find in _obstacles) if sentence]
