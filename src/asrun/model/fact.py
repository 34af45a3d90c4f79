"""What a reader found in one document. Every fact carries the spans it was read from and the rule that read it.

Names stand as references: `place`, `speaker`, `participants` hold the name of a `Place`, `Person` or `Organization` fact of
the same reading. Where the writer of the document speaks, `reported_by` and `holder` are None. A happening is referred
to by a `Mention`; which event of the record it is, linking decides.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from asrun.model.document import Section
from asrun.model.span import Span
from asrun.model.time import Start, Timex, When, ZoneUse

Certainty = Literal["asserted", "hedged", "contested"]
ChangeKind = Literal[
    "delayed", "advanced", "rescheduled", "postponed", "cancelled", "skipped", "replaced", "relocated", "shortened",
    "extended", "ended_early", "added", "participants_changed", "format_changed", "restored", "unspecified",
    "dropped", "retitled", "zone_changed", "confirmed", "made_tentative",
]  # fmt: skip
Phase = Literal[
    "not_started", "started", "in_progress", "running_late", "ended", "arrival", "departure", "announcement", "other"
]
EventKind = Literal[
    "meeting", "meal", "ceremony", "press_conference", "departure", "arrival", "journey", "summit", "speech", "visit",
    "call", "briefing", "reception", "interview", "private", "other",
]  # fmt: skip
Press = Literal["open", "closed", "pooled", "stills"]
PlanField = Literal["starts", "ends", "place", "origin", "destination", "participants", "press", "tentative", "note"]
ParticipantRole = Literal["host", "chair", "moderator", "speaker", "interpreter", "companion"]
Action = Literal["amend", "cancel", "drop", "add", "restore", "postpone", "tentative", "confirm"]
EntityForm = Literal["name", "title", "nominal", "pronoun", "handle", "group", "adjective", "metonym", "dateline"]


class Mention(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="mention"):
    """Words that refer to a happening: "the ceremony", "his press conference", "he flew home".

    `held` is what the words themselves say of it: "held", "not_held", "future", or None. `definite` marks a reference to a
    happening already known; `ordinal` is "second" in "second summit". `titles` are the nouns that a plan may be titled by
    where the words name none and only tell what was done at it: "soup was served". `scene` is where the words around tell
    that it is, where its own name no place. `parties` are the groups, offices and
    bodies that its words lead to, beside `participants`.
    """

    summary: str
    kind: EventKind
    spans: tuple[Span, ...]
    starts: Start | None = None
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    participants: tuple[str, ...] = ()
    held: Literal["held", "not_held", "future"] | None = None
    definite: bool = False
    ordinal: str | None = None
    rule: str = ""
    titles: tuple[str, ...] = ()
    scene: str | None = None
    parties: tuple[str, ...] = ()


class Part(msgspec.Struct, frozen=True, gc=False):
    """The words that tell one field of a plan; a note tells none of its own: when to gather, who is attending."""

    field: PlanField
    span: Span


class Participation(msgspec.Struct, frozen=True, gc=False):
    """As what one of the participants takes part; who is named with no role merely does."""

    name: str
    role: ParticipantRole


class Plan(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="plan"):
    """An event as a schedule announces it. `says` is whose schedule it is, as named in the text.

    `duration` is a stated ISO 8601 duration; `also` are the other printed clocks of `starts`, as spans; `restates` marks
    prose that repeats a schedule ("was due to"). `uid` is the source's own name of the event for life, where it has one.
    `former` marks an item of an older text that the document carries below its own.
    `press` is who of the press may come; `parts` are the words of each field and the notes. `roles` are those of
    participants, as their words say ("chaired by"). `scene` is where the words around tell that it is, where it has no place.
    `parties` are the groups, offices and bodies that the words lead to, beside `participants`.
    """

    summary: str
    kind: EventKind
    spans: tuple[Span, ...]
    starts: Start | None = None
    ends: When | None = None
    duration: str | None = None
    place: str | None = None
    origin: str | None = None
    destination: str | None = None
    participants: tuple[str, ...] = ()
    says: str | None = None
    also: tuple[Span, ...] = ()
    tentative: bool = False
    restates: bool = False
    rule: str = ""
    uid: str | None = None
    former: bool = False
    press: Press | None = None
    parts: tuple[Part, ...] = ()
    roles: tuple[Participation, ...] = ()
    scene: str | None = None
    parties: tuple[str, ...] = ()


class Change(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="change"):
    """What happened to a plan. `delta` is a signed ISO 8601 duration, `before` and `after` moments or place names.

    `at` is when it was said or seen, where the words say so; `announced_by` who decided or announced it in the text.
    A change found by comparing two versions names the `field` that differs, "event" where it came or went; its spans are
    the words of the newer version, then of the older. `held` marks one of a mass change, which waits for a person's word.
    """

    kind: ChangeKind
    spans: tuple[Span, ...]
    about: Mention | None = None
    before: When | str | None = None
    after: When | str | None = None
    delta: str | None = None
    new_duration: str | None = None
    replaced_by: Mention | None = None
    certainty: Certainty = "asserted"
    at: When | None = None
    reported_by: str | None = None
    announced_by: str | None = None
    cue: Span | None = None
    reason: str | None = None
    rule: str = ""
    field: str | None = None
    held: bool = False


class Amendment(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="amendment"):
    """What a revision that lists only changes says of one item of the version before, named by its old clock or by `words`.

    Clocks are wall clocks HH:MM, H:MM where their half of the day is not printed; `was` is the old start, `starts`, `ends`,
    `place` are new values, `duration` the new length in ISO 8601 and `delta` by how much it moves. Which item it is, and so
    what kind of change, linking decides.
    """

    action: Action
    spans: tuple[Span, ...]
    words: str
    was: str | None = None
    starts: str | None = None
    ends: str | None = None
    place: str | None = None
    duration: str | None = None
    delta: str | None = None
    rule: str = ""


class Observation(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="observation"):
    """Something seen or announced at a moment (SOSA): `at` is the phenomenon time, apart from the report's stamp."""

    phase: Phase
    spans: tuple[Span, ...]
    about: Mention | None = None
    at: When | None = None
    what: str = ""
    certainty: Certainty = "asserted"
    reported_by: str | None = None
    rule: str = ""


class Statement(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="statement"):
    """Who said what. `spans` are the content without cue and speaker; `quotes` what stands between quote marks.

    `via` are those who relayed it, innermost last; `channel` is one of `asrun-reading/1`'s words or None. `named` is where
    the speaker is named, pronouns included. `doubtful`: two readings of who speaks disagree, a notice holds both.
    """

    speaker: str | None
    mode: Literal["direct", "mixed", "indirect"]
    spans: tuple[Span, ...]
    quotes: tuple[Span, ...] = ()
    via: tuple[str, ...] = ()
    verb: str | None = None
    channel: str | None = None
    at: When | None = None
    cue: Span | None = None
    handle: str | None = None
    rule: str = ""
    named: Span | None = None
    doubtful: bool = False


class Claim(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="claim"):
    """A want, offer, refusal, denial or disputed fact, with who holds it (None: the writer) and about whom."""

    predicate: str
    spans: tuple[Span, ...]
    holder: str | None = None
    subject: str | None = None
    object: str | None = None
    polarity: Literal["+", "-"] = "+"
    rule: str = ""


class Outcome(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="outcome"):
    """What an event came to: "agreement" or "no_agreement"."""

    outcome: Literal["agreement", "no_agreement"]
    spans: tuple[Span, ...]
    about: Mention | None = None
    reported_by: str | None = None
    rule: str = ""


class EntityMention(msgspec.Struct, frozen=True, gc=False):
    """One place where a person, organization or place is named, and in which form."""

    span: Span
    form: EntityForm


class Role(msgspec.Struct, frozen=True, gc=False):
    """A title and what it is a title of."""

    title: str
    of: str | None = None


class Person(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="person"):
    """A person, a group of persons, or an unnamed one; `members` are names of persons."""

    name: str
    kind: Literal["person", "group", "unnamed"]
    mentions: tuple[EntityMention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    members: tuple[str, ...] = ()
    rule: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is mentioned."""
        return tuple(m.span for m in self.mentions)


class Organization(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="organization"):
    """An office, ministry, medium, delegation or state."""

    name: str
    kind: str
    mentions: tuple[EntityMention, ...]
    aliases: tuple[str, ...] = ()
    rule: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is mentioned."""
        return tuple(m.span for m in self.mentions)


class Place(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="place"):
    """A place; `zone` is its IANA zone where known, `within` the name of the place around it."""

    name: str
    kind: str
    mentions: tuple[EntityMention, ...]
    aliases: tuple[str, ...] = ()
    zone: str | None = None
    within: str | None = None
    rule: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it is mentioned."""
        return tuple(m.span for m in self.mentions)


class KeyPoint(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="key_point"):
    """One of the document's own lead bullets, without its mark."""

    span: Span
    rule: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The bullet."""
        return (self.span,)


class Disagreement(msgspec.Struct, frozen=True, gc=False, tag_field="is", tag="disagreement"):
    """Two places of one document that cannot both be right, or that attribute one thing differently."""

    kind: Literal["date", "attribution", "outcome", "correction", "superseded_statement"]
    spans: tuple[Span, ...]
    message: str = ""
    rule: str = ""


Fact = (
    Section | KeyPoint | ZoneUse | Timex | Person | Organization | Place | Plan | Amendment | Mention | Change
    | Observation | Statement | Claim | Outcome | Disagreement
)  # fmt: skip


def named_in(fact: Fact) -> Iterator[Mention | Plan]:
    """The plans and mentions of a fact: itself, or those inside a change, an observation or an outcome."""
    if isinstance(fact, Plan | Mention):
        yield fact
    elif isinstance(fact, Observation | Outcome | Change) and fact.about:
        yield fact.about
    if isinstance(fact, Change) and fact.replaced_by:
        yield fact.replaced_by


def taking_part(told: Sequence[Plan | Mention]) -> tuple[str, ...]:
    """Who takes part by the words for one event: those whom the first name, and whom the first lead to without a name."""
    named = next((one.participants for one in told if one.participants), ())
    others = next((one.parties for one in told if one.parties), ())
    return tuple(dict.fromkeys((*named, *others)))
