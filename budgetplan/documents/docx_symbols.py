"""Characters of the symbol fonts: Word keeps a tick as a letter of Wingdings, which means nothing in other fonts."""

SYMBOLS = {
    0x4A: "☺",
    0x50: "✓",  # Wingdings 2
    0x52: "☑",  # Wingdings 2
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x76: "❖",
    0x77: "◆",
    0x9E: "·",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xB7: "•",  # Symbol
    0xD8: "➢",
    0xDF: "←",
    0xE0: "→",
    0xE7: "←",
    0xE8: "→",
    0xF0: "→",
    0xF3: "↔",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
UNKNOWN = "•"
PRIVATE = range(0xF020, 0xF100)


def plain_text(text: str) -> str:
    """The text, characters of the private area that symbol fonts use turned into what they look like."""
    return "".join(symbol(ord(character)) if ord(character) in PRIVATE else character for character in text)


def in_symbol_font(text: str) -> str:
    """Text typed in a symbol font: letters that are ticks, arrows and bullets."""
    return "".join(character if character.isspace() else symbol(ord(character)) for character in plain_text(text))


def symbol(code: int) -> str:
    """What a character of a symbol font looks like; a bullet where it isn't known."""
    if code in PRIVATE:
        code -= 0xF000
    return SYMBOLS.get(code, UNKNOWN if code < 0x100 else chr(code))


def is_symbol_font(name: str | None) -> bool:
    return bool(name) and name.lower().startswith(("wingdings", "webdings", "symbol"))
