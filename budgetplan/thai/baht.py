"""Amounts in Thai words, as forms print them in brackets."""

from decimal import ROUND_HALF_UP, Decimal

from num2words import num2words


def baht_text(amount):
    """Decimal baht in words: 25000 → "สองหมื่นห้าพันบาทถ้วน"."""
    exact = Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return num2words(exact, lang="th", to="currency", currency="THB")
