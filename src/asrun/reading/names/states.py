"""Countries: a place where things happen and a state that acts, by how each mention stands; capitals that mean the state."""

import re
from collections import defaultdict

from asrun.model.wordbook import Wordbook
from asrun.reading.gazetteer import Row
from asrun.reading.names.entities import Cast
from asrun.reading.names.lexicon import capitals, lexicon
from asrun.reading.names.runs import Run

_WORDS = Wordbook(__package__, "states")
_THERE = _WORDS.pattern("there", re.I)
_MODIFIES = _WORDS.pattern("modifies")
_ACTS = _WORDS.pattern("acts")
_WITHIN = _WORDS.pattern("within")
_NOUN = re.compile(r" (?:[a-z]+ )?([a-z]+)")


class States:
    """The countries of one document under way, and the cities that may stand for them."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.text = cast, cast.document.text
        self._found: dict[str, list[tuple[Run, Row]]] = defaultdict(list)
        self._cities: list[tuple[Run, Row]] = []

    def add(self, run: Run, row: Row) -> None:
        """One mention of a country or of those who live there."""
        self._found[row.country].append((run, row))

    def city(self, run: Run, row: Row) -> None:
        """One mention of a city."""
        self._cities.append((run, row))

    def settle(self) -> None:
        """Gives each mention to the state or to the place."""
        for country, found in self._found.items():
            for run, row in found:
                if row.form == "adjective":
                    continue
                if self._there(run):
                    self._place(run, row)
                else:
                    state = self.cast.organization(country, "state")
                    state.mention(run.start, run.end, "name")
                    state.aliases[row.name] = None
            for run, row in found:
                if row.form == "adjective" and self._of_state(run):
                    state = self.cast.organization(country, "state")
                    state.mention(run.start, run.end, "adjective")
                    state.aliases[row.name] = None
        for run, row in self._cities:
            known = row.country in self.cast.organizations or run.words in capitals()
            if known and self._acts(run):
                state = self.cast.organization(row.country, "state")
                state.mention(run.start, run.end, "metonym")
                state.aliases[row.name] = None
            else:
                self._city(run, row)

    def _there(self, run: Run) -> bool:
        """Whether a country's name says where: "in Peru", "Lima, Peru", "his Peru trip"."""
        if self.text[run.end : run.end + 2] in ("'s", "’s"):
            return False
        before = self.text[max(0, run.start - 24) : run.start].replace("\n", " ").replace("\r", " ")
        there = _THERE.search(before)
        # "According to Ana Lopes, Togo had asked": no town in Togo
        acts = there and there.group().endswith(", ") and _ACTS.match(self.text, run.end)
        return bool((there and not acts) or _MODIFIES.match(self.text, run.end))

    def _of_state(self, run: Run) -> bool:
        """Whether an adjective stands before those who act for a state: "Peruvian officials"."""
        known = lexicon()
        after = self.text[run.end : run.end + 40]
        if run.words.endswith("s") and _ACTS.match(after):
            return self.text[run.start - 4 : run.start].lower() == "the "
        if re.match(r" (?:[A-Z]|and [A-Z])", after):
            return True
        match = _NOUN.match(after)
        words = match.group().split() if match else []
        return any(
            w in known.titles or w in known.organization_nouns or w in known.groups or w.rstrip("s") in known.unnamed
            for w in (*words, " ".join(words))
        )

    def _place(self, run: Run, row: Row) -> None:
        place = self.cast.place(row.name, "country")
        place.zone = place.zone or row.zone
        place.mention(run.start, run.end, "name")
        city = re.search(r"([A-ZÀ-Þ][\w. -]+), $", self.text[max(0, run.start - 40) : run.start])
        if city and city[1] in self.cast.places:
            self.cast.places[city[1]].within = place.name

    def _acts(self, run: Run) -> bool:
        """Whether a city's name is the subject of what a government does: "Lima wants"."""
        if run.words.isupper():
            return False
        acts = _ACTS.match(self.text, run.end)
        return bool(acts) and not _WITHIN.search(self.text[max(0, run.start - 14) : run.start])

    def _city(self, run: Run, row: Row) -> None:
        place = self.cast.place(row.name, "city")
        place.zone = row.zone
        dateline = run.words.isupper() and len(run.words) > 3
        place.mention(run.start, run.end, "dateline" if dateline else "name")
