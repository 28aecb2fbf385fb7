"""Several things under one amount: lines of their own where theirs sum to it, else one line that says them all."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from budgetplan.thai.money import ZERO
from projects.content import Factor, product_of
from projects.enums import CostCategory
from projects.reading.costs import calculation, category_begun, category_named

MOST_ASSIGNED = 7
"""Bullets over several categories: with more of them too many ways to share them out are possible."""


@dataclass
class Bullet:
    """A thing listed under an amount. `stated` and `factors` are its own; both empty: it says no money."""

    text: str
    factors: tuple[Factor, ...]
    stated: Decimal | None
    amount: Decimal | None
    category: CostCategory | None = None


def bullets_of(texts: list[str]) -> list[Bullet]:
    bullets = []
    for printed in texts:
        text, factors, stated = calculation(printed)
        amount = product_of(factors) if stated is None else stated
        bullets.append(Bullet(text, factors, stated, amount, category_named(text) or category_begun(text)))
    return bullets


def sum_of(bullets: list[Bullet]) -> Decimal:
    return sum((bullet.amount or ZERO for bullet in bullets), ZERO)


def share_out(bullets: list[Bullet], parts: list[tuple[CostCategory | None, Decimal]]) -> bool:
    """Give each bullet the category whose amount it is part of. False where that can't be told."""
    if len(parts) == 1:
        for bullet in bullets:
            bullet.category = parts[0][0] or bullet.category
        return True
    if len(bullets) > MOST_ASSIGNED:
        return False
    ways = [
        way
        for way in product([category for category, _amount in parts], repeat=len(bullets))
        if all(_sum_in(way, bullets, category) == amount for category, amount in parts)
    ]
    begun = [
        way for way in ways if all(b.category in (None, category) for b, category in zip(bullets, way, strict=True))
    ]
    chosen = begun if len(begun) == 1 else ways
    if len(chosen) != 1:
        return False
    for bullet, category in zip(bullets, chosen[0], strict=True):
        bullet.category = category
    return True


def _sum_in(way: tuple, bullets: list[Bullet], category: CostCategory | None) -> Decimal:
    return sum((b.amount or ZERO for b, own in zip(bullets, way, strict=True) if own == category), ZERO)
