"""Amounts in Thai words, as forms print them in brackets."""

from decimal import Decimal

from num2words import num2words

from budgetplan.thai.money import round_to_satang


def baht_text(amount: Decimal) -> str:
    """An amount in words, rounded to the satang first: 25,000 is "สองหมื่นห้าพันบาทถ้วน".

    Raises ValueError for a negative amount, which no paper of an office has.
    """
    amount = round_to_satang(amount)
    if amount < 0:
        raise ValueError("A negative amount has no words.")
    return num2words(amount, lang="th", to="currency", currency="THB")
