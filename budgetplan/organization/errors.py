"""Refusals of this app's services. `str()` is the sentence for the person."""


class OrganizationRefused(Exception):
    """Something about people, posts or holidays that can't be done."""
