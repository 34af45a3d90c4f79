"""The walk over a reading's mentions, from the plainest to the vaguest."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

import msgspec

from asrun.linking.amending import amend
from asrun.linking.by_clock import by_phase, may_be, the_leg
from asrun.linking.deeds import the_one
from asrun.linking.hinted import due_at, placed, resolved
from asrun.linking.items import Items, was_due
from asrun.linking.likeness import BAR, CLAUSE, LEG, SAID, definite, family, likeness, nouns, words
from asrun.linking.mentioned import SLATED, UNLISTED, Told
from asrun.linking.nearness import days_off, is_reached
from asrun.linking.profiles import grown
from asrun.linking.revising import changes_of, revise
from asrun.linking.told import told_of, with_told
from asrun.linking.worded import in_its_words
from asrun.model.comparison import Comparison, MassChange
from asrun.model.entry import EventAdded, LinkAdded, Links
from asrun.model.fact import Amendment, Change, Mention, Plan
from asrun.model.known import Known, Profile
from asrun.model.notice import Notice
from asrun.model.reading import Reading
from asrun.model.source import Given
from asrun.model.span import Span
from asrun.model.time import Instant, day_of

_CLOSE = 6
_ALONE = 30
_WINDOW = 24
_Scored = tuple[int, str, Profile]
_DUE = 20


def link(reading: Reading, known: Known) -> Links:
    """The events that a reading's plans and mentions are, and those that it founds."""
    return _Linker(reading, known).run()


def link_again(mentions: Sequence[Mention | Plan], known: Known) -> tuple[LinkAdded, ...]:
    """Mentions that stayed open, compared with events that have become known since; none founds an event."""
    linker = _Linker(None, known)
    for mention in mentions:
        linker.place(mention, may_found=False)
    return tuple(linker.links.values())


class _Linker:
    """One run: profiles grow as mentions join them, so that later ones have more to be compared with."""

    def __init__(self, reading: Reading | None, known: Known) -> None:
        self.reading, self.known = reading, known
        self.facts = reading.facts if reading else ()
        self.told = Told(self.facts)
        self.profiles = {p.event: p for p in known.events}
        self.before = frozenset(self.profiles)
        self.index: dict[str, dict[str, None]] = defaultdict(dict)
        for profile in known.events:
            self._note(profile)
        self.links: dict[Span, LinkAdded] = {}
        self.founded: list[EventAdded] = []
        self.notices: list[Notice] = []
        self.changes: tuple[Change, ...] = ()
        self.masses: tuple[MassChange, ...] = ()
        self.own: set[str] = set()
        self.topic: str | None = None
        self.taken: set[str] = set()
        self.clock = max((p.latest for p in known.events), default=0)
        self.day = day_of(reading.header.created) if reading else None
        self.due = dict(due_at(self.facts, reading.hints if reading else ()))

    def run(self) -> Links:
        """Plans of a schedule, then plans told in prose, then mentions in order of their words.

        Those of a new version of a source go first onto the events of the version before, as their comparison says.
        """
        self._revise()
        ordered = self.told.in_order()
        for may_found in (True, False):
            for mention in ordered:
                if mention.spans[0] not in self.links:
                    self.place(mention, may_found)
        self._hinted()
        self._unlinked()
        clauses = self.reading.plain if self.reading else ()
        plain = list(told_of(clauses, self.profiles.values(), self.day, self.links))
        links = with_told(self.links, self.facts, plain, self.profiles.values(), self.day)
        told = tuple(mention for mention, _ in plain)
        return Links(tuple(self.founded), links, self.changes, self.masses, tuple(self.notices), told)

    def _hinted(self) -> None:
        """Makes changes of the hints that stand by the words of a planned event."""
        hints = self.reading.hints if self.reading else ()
        if not hints:
            return
        event_of = {span: link.event for span, link in self.links.items()}
        swapped = {
            event_of.get(c.about.spans[0]) for c in self.facts if isinstance(c, Change) and c.about and c.replaced_by
        }
        for change, event, reason in resolved(hints, self.facts, self.profiles, event_of, self.day):
            if change.kind in ("cancelled", "skipped") and event in swapped:
                continue
            if put := placed(change, event, self.links):
                self.links.setdefault(put[1], LinkAdded(put[1], event, BAR, reason))
                self.changes = (*self.changes, put[0])

    def _unlinked(self) -> None:
        """Notes the changes whose happening is no event: they are kept, and count when one is known."""
        for fact in self.facts:
            if not isinstance(fact, Change) or fact.about is None or fact.about.rule == UNLISTED:
                continue
            if fact.about.spans[0] not in self.links:
                message = (
                    f'"{fact.spans[0].exact[:80]}" tells a change ({fact.kind}) of "{fact.about.summary}", which is no event '
                    "known here; kept, not counted; a schedule or a report that names the event would link it"
                )
                self.notices.append(Notice("change-without-event", "info", message, fact.spans[0]))

    def _revise(self) -> None:
        """Compares the plans with those of the version before: of the document's own older text, else of the record."""
        listed = [f for f in self.facts if isinstance(f, Plan) and not f.restates]
        plans, former = [p for p in listed if not p.former], [p for p in listed if p.former]
        before, gone = self.known.before, self.known.gone
        if former:
            self._compare(before, former, gone)
            for plan in former:
                if plan.spans[0] not in self.links:
                    self.place(plan)
            before, gone = tuple(former), (*before, *gone)
        amendments = [f for f in self.facts if isinstance(f, Amendment)]
        if amendments:
            self._amend(amendments, plans, before, gone)
            return
        made = self._compare(before, plans, gone)
        if made:
            self.changes, self.masses = changes_of(made, (*before, *gone, *plans)), made.mass_changes

    def _compare(self, before: Sequence[Plan], after: Sequence[Plan], gone: Sequence[Plan]) -> Comparison | None:
        """The comparison of two versions, with the newer one's items put on the events of the older one."""
        made = revise(before, after, gone) if before else None
        if made:
            self.own |= {e for p in (*before, *gone) if (e := self._event_of(p))}
            for match in (*made.matches, *made.returned):
                profile = self.profiles.get(self._event_of(match.before) or "")
                if profile:
                    self._join(match.after, profile, match.score, f"version before: {match.reason}")
        return made

    def _amend(
        self, amendments: Sequence[Amendment], added: Sequence[Plan], before: Sequence[Plan], gone: Sequence[Plan]
    ) -> None:
        """Applies a revision that lists only changes to the version before."""
        if not before:
            message = (
                "a revision that lists only changes; no version before it is known; asrun add --revises would name it"
            )
            self.notices.append(Notice("revision-of-nothing", "warning", message, amendments[0].spans[0]))
            return
        made = amend(amendments, added, before, gone)
        self.notices += made.comparison.notices
        for one, match in made.named:
            if event := self._event_of(match.before):
                self.links[one.spans[0]] = LinkAdded(one.spans[0], event, match.score, match.reason)
        self.own |= {e for p in (*before, *gone) if (e := self._event_of(p))}
        self.changes = changes_of(made.comparison, (*before, *gone, *made.plans))

    def _event_of(self, plan: Plan) -> str | None:
        """The event of a plan of the version before."""
        link = self.links.get(plan.spans[0])
        return link.event if link else self.known.linked.get(plan.spans[0])

    def place(self, mention: Mention | Plan, may_found: bool = True) -> None:
        """Links one mention, founds an event for it, or leaves it unlinked."""
        if isinstance(mention, Mention) and mention.titles:
            self._told_by_deed(mention)
            return
        due = self.due.get(mention.spans[0])
        there = (
            [p for p in self.profiles.values() if p.planned and was_due(p, due)]
            if due and (mention.rule == CLAUSE or (mention.kind == "arrival" and not mention.destination))
            else []
        )
        if len(there) == 1:
            self._join(mention, there[0], BAR, "due so much before")
            return
        if known := self._told_before(mention):
            self._join(mention, known, BAR, "told of before")
            return
        listed = isinstance(mention, Plan) and not mention.restates
        scored = sorted(
            (
                (points + _DUE * (points > 0 and was_due(p, due)), reason, p)
                for p in self._candidates(mention, listed)
                for points, reason in (likeness(mention, p, self.told.observed.get(mention.spans[0])),)
            ),
            key=lambda s: (-s[0], -s[2].latest),
        )
        if scored and scored[0][0] >= BAR:
            scored = self._of_the_day(scored)
            best, reason, profile = scored[0]
            rivals = [s for s in scored[1:] if best - s[0] < _CLOSE and _apart(s[2], profile)]
            if rivals and not isinstance(mention, Plan):
                names = ", ".join(f'"{s[2].summaries[0]}"' for s in (scored[0], *rivals[:2]))
                message = (
                    f'"{mention.spans[0].exact}" fits {names} alike; the one named last was taken; a review can choose'
                )
                self.notices.append(Notice("ambiguous-reference", "info", message, mention.spans[0]))
            self._join(mention, profile, min(best, 100), reason)
        elif only := self._only(mention, scored):
            self._join(mention, only[2], only[0], f"{only[1]}; no other planned event has these words")
        elif worded := self._worded(mention):
            self.taken.add(worded.event)
            self.topic = worded.event
            self.links[mention.spans[0]] = LinkAdded(mention.spans[0], worded.event, BAR, "words of its clause")
        elif leg := the_leg(mention, self.told.observed.get(mention.spans[0]), self.profiles.values()):
            self._join(mention, leg, BAR, "the only departure of its day")
        elif under_way := self._under_way(mention):
            self._join(mention, under_way[2], under_way[0], under_way[1])
        elif may_found and (isinstance(mention, Plan) or self.told.founds(mention)):
            self._found(mention)

    def _worded(self, mention: Mention | Plan) -> Profile | None:
        """The planned event that the clause of something seen at a clock is about."""
        if isinstance(mention, Plan) and mention.rule in SLATED:
            then = [p for p in self.profiles.values() if p.planned and mention.starts in p.starts]
            return then[0] if len(then) == 1 else in_its_words(mention.spans[-1], None, self.listed, mention.kind, None)
        seen, clause = self.told.observed.get(mention.spans[0]), self.told.clauses.get(mention.spans[0])
        if clause is None or isinstance(mention, Plan) or mention.spans[0] in self.told.replaced:
            return None
        return in_its_words(clause, seen, self.items, mention.kind, self.told.phases.get(mention.spans[0]))

    @cached_property
    def listed(self) -> Items:
        """The planned events about the document's day, before any that is told in words that may be none of its title."""
        return Items([p for p in self.profiles.values() if p.planned], self.day)

    @cached_property
    def items(self) -> Items:
        """The planned events about the document's day, once the plans are linked."""
        return Items(self.profiles.values(), self.day)

    def _under_way(self, mention: Mention | Plan) -> _Scored | None:
        """The planned event that was on at the clock at which something without a name of its own was seen."""
        seen = self.told.observed.get(mention.spans[0])
        if seen is None or mention.kind != "other" or mention.spans[0] in self.told.replaced:
            return None
        if mention.rule not in (CLAUSE, UNLISTED):
            return None
        nameless = msgspec.structs.replace(mention, summary="", starts=seen)
        planned = [
            p for p in self.profiles.values() if p.planned and may_be(p, self.told.phases.get(mention.spans[0]), seen)
        ]
        scored = [(*likeness(nameless, p), p) for p in planned[-_WINDOW:]]
        return max((s for s in scored if s[0] >= BAR), key=lambda s: s[0], default=None)

    def _told_by_deed(self, mention: Mention) -> None:
        """Links what was done to the one planned event that it was done at, which it tells nothing else of."""
        keys = [f"/{k}" for k in family(mention.kind)]
        keys += [w for title in (*mention.titles, mention.summary) for w in words(title)]
        events = dict.fromkeys(e for key in keys for e in self.index.get(key, ()))
        found = the_one(mention, [self.profiles[e] for e in events], self.topic)
        if found:
            self.links[mention.spans[0]] = LinkAdded(mention.spans[0], found.event.event, found.points, found.reason)

    def _told_before(self, mention: Mention | Plan) -> Profile | None:
        """The event that a clause goes on about, unless its own words are those of a planned one."""
        if mention.rule == LEG:
            link = self.links.get(mention.spans[1])
            own_event = any(is_reached(p, mention) for p in self._candidates(mention, False))
            return self.profiles.get(link.event) if link and not own_event else None
        if mention.rule != CLAUSE or len(mention.spans) < 2:
            return None
        own = words(mention.spans[0].exact)
        rivals = {e for word in own for e in self.index.get(word, ())}
        if any(likeness(mention, self.profiles[e])[0] >= BAR + SAID for e in rivals):
            return None
        link = self.links.get(mention.spans[1])
        before = self.profiles.get(link.event) if link else None
        seen = self.told.observed.get(mention.spans[0])
        return by_phase(seen, self.told.phases.get(mention.spans[0]), before, self.items)

    def _only(self, mention: Mention | Plan, scored: list[_Scored]) -> _Scored | None:
        """The one planned event that shares a word with a definite mention of something that changed or was seen."""
        span = mention.spans[0]
        own = words(mention.summary)
        generic = own <= nouns().generic
        told = span in (self.told.changed if generic else self.told.sure) or span in self.told.clauses
        if not (definite(mention) and (told or isinstance(mention, Plan))) or not scored:
            return None
        sharing = [s for s in scored if s[2].planned and any(own & words(x) for x in s[2].summaries)]
        if generic:
            sharing = sharing or [s for s in scored if s[2].planned and s[2].kind == mention.kind]
        return sharing[0] if len(sharing) == 1 and sharing[0][0] >= _ALONE else None

    def _of_the_day(self, scored: list[_Scored]) -> list[_Scored]:
        """Of those that fit about alike, and that the document has not named before, the nearest to its day."""
        close = [s for s in scored if scored[0][0] - s[0] < _CLOSE]
        if self.day is None or len(close) < 2 or any(s[2].event in self.taken for s in close):
            return scored
        nearest = min(days_off(s[2], self.day) for s in close)
        return [s for s in close if days_off(s[2], self.day) == nearest]

    def _candidates(self, mention: Mention | Plan, listed: bool) -> list[Profile]:
        """Events that a mention may be: those of its words and its kind, the latest ones where they are many.

        Two items of one schedule are two events, and what replaces a plan is none that was planned.
        """
        told = mention.summary or mention.spans[0].exact
        keys = [*(f"/{k}" for k in family(mention.kind)), *words(told)]
        names = dict.fromkeys(e for key in keys for e in self.index.get(key, ()))
        found = [self.profiles[e] for e in names]
        if mention.spans[0] in self.told.replaced:
            return [p for p in found if not p.planned]
        seen = self.told.observed.get(mention.spans[0]) or (
            mention.starts if getattr(mention, "held", None) == "held" else None
        )
        if isinstance(seen, Instant):
            found = [p for p in found if may_be(p, self.told.phases.get(mention.spans[0]), seen)]
        return [p for p in found if self._free(p.event)] if listed else found

    def _free(self, event: str) -> bool:
        """Whether an item of a schedule may be this event: a known one that is no other item's."""
        return event in self.before and event not in self.taken and event not in self.own

    def _note(self, profile: Profile) -> None:
        """Files an event under its kind and its words, as the latest of the few that are kept of each."""
        for key in (f"/{profile.kind}", *(w for s in profile.summaries for w in words(s))):
            latest = self.index[key]
            latest.pop(profile.event, None)
            latest[profile.event] = None
            if len(latest) > _WINDOW:
                del latest[next(iter(latest))]

    def _found(self, mention: Mention | Plan) -> None:
        """Founds an event, named by the words that first spoke of it."""
        span = mention.spans[0]
        sha256, given = (self.reading.sha256, self.reading.given) if self.reading else ("", Given())
        key = f"{sha256}/{span.doc}/{span.start}-{span.end}"
        event = "ev-" + hashlib.sha256(key.encode()).hexdigest()[:12]
        self.founded.append(EventAdded(event, given.calendar))
        self._join(mention, Profile(event, mention.kind), 100, "first mention")

    def _join(self, mention: Mention | Plan, profile: Profile, score: int, reason: str) -> None:
        """Records a link and lets the event's profile grow."""
        self.clock += 1
        self.taken.add(profile.event)
        self.topic = profile.event
        self.links[mention.spans[0]] = LinkAdded(mention.spans[0], profile.event, score, reason)
        self.profiles[profile.event] = grown(profile, mention, self.known.source, self.clock)
        self._note(self.profiles[profile.event])


def _apart(one: Profile, other: Profile) -> bool:
    return one.event != other.event
