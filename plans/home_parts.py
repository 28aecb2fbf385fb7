"""What apps above this one show on a person's home page: each registers a part in its `AppConfig.ready`."""

_parts = []


def add_part(part):
    """Have `part(user)` give (template, context) of what stands below what waits for the person, or None."""
    if part not in _parts:
        _parts.append(part)


def parts_for(user):
    """[(template, context)] of everything there is to show to a person."""
    return [found for part in _parts if (found := part(user))]
