"""How names are written: capitals made small, and the kind of a venue by its words."""

from asrun.reading.names.lexicon import lexicon


def capitalized(words: str) -> str:
    """Words in capitals as a name is written: "MINISTRY OF TRADE" as "Ministry of Trade"."""
    small = lexicon().openers
    parts = [
        w.lower() if number and w.lower() in small else w.capitalize() for number, w in enumerate(words.split(" "))
    ]
    return " ".join(parts)


def venue(words: str) -> str:
    """The kind of a venue by its head."""
    heads = {
        "Airport": "airport",
        "Hall": "room",
        "Room": "room",
        "Station": "station",
        "Base": "base",
        "Hotel": "hotel",
    }
    return next((kind for word, kind in heads.items() if word in words.split()), "building")
