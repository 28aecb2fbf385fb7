"""Thai and Arabic digits. Only digits change; every other character stays."""

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)
_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)


def to_arabic(text) -> str:
    """The text, or a number's text, with Thai digits made Arabic: "๒,160" becomes "2,160"."""
    return str(text).translate(_TO_ARABIC)


def to_thai(text) -> str:
    """The text, or a number's text, with Arabic digits made Thai: "๒,160" becomes "๒,๑๖๐"."""
    return str(text).translate(_TO_THAI)
