"""Thai and Arabic digits. Only digits are translated; everything else stays."""

THAI = "๐๑๒๓๔๕๖๗๘๙"
ARABIC = "0123456789"
_TO_ARABIC = str.maketrans(THAI, ARABIC)
_TO_THAI = str.maketrans(ARABIC, THAI)


def to_arabic(text):
    """`text` with every Thai digit as an Arabic one."""
    return str(text).translate(_TO_ARABIC)


def to_thai(text):
    """`text` with every Arabic digit as a Thai one."""
    return str(text).translate(_TO_THAI)
