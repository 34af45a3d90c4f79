"""The account as a story in plain text: highlights, the day in order, how the plan changed, what was said."""

from asrun.model.account import Account
from asrun.publish import Options
from asrun.publish.parts.lines import indented, wrap
from asrun.publish.parts.rows import Row
from asrun.publish.parts.story import Line, by_day, tell

MEDIA_TYPE = "text/plain; charset=utf-8"
EXTENSION = ".txt"


def publish(account: Account, options: Options) -> bytes:
    """Paragraphs of at most `options.width` cells, without boxes or colour."""
    story, width = tell(account), max(options.width, 40)
    out = [*wrap(story.title, width), *wrap(f"{story.valid}; {story.record}.", width)]
    if story.highlights:
        out += ["", "Highlights"]
        for h in story.highlights:
            out += indented(f"{h.words} {_numbers(h)}".rstrip(), width, "- ")
    out += ["", "The plan and what became of it", *wrap(f"{story.tally}.", width)]
    for group in story.groups:
        out += ["", f"{group.label}"]
        for row in group.rows:
            out += indented(_event(row), width, "- ")
    if story.deviations:
        out += ["", "Where the day left its plan"]
        for found in story.deviations:
            out += indented(f"{found.words} {_numbers(found)} ({found.says})", width, "- ")
    out += _log("How the plan changed", story.changes, width)
    out += _log("Seen on the clock", story.observations, width)
    if story.statements:
        out += ["", "What was said"]
        for said in story.statements:
            out += indented(_statement(said), width, "- ")
    if story.claims:
        out += ["", "Who holds what"]
        for claim in story.claims:
            stance = "" if claim.kind == "for" else " refuses or denies"
            out += indented(f"{claim.says}{stance}: {claim.words} {_numbers(claim)}".rstrip(), width, "- ")
    if story.contests:
        out += ["", "Contested"]
        for contest in story.contests:
            sides = "; against ".join(f"“{s.quote}” ({s.whose}) {_refs(s.refs)}" for s in contest.sides)
            out += indented(f"{contest.words}: {sides}", width, "- ")
    if story.sources:
        out += ["", "Sources"]
        for source in story.sources:
            out += indented(f"{source.doc}: {source.about}", width, "- ")
            out += [f'  {_refs((q.number,))} {q.where} "{q.words}"' for q in source.quoted]
    return ("\n".join(out) + "\n").encode("utf-8", "replace")


def _refs(numbers: tuple[int, ...]) -> str:
    return "".join(f"[{n}]" for n in numbers)


def _numbers(line: Line) -> str:
    return _refs(line.refs)


def _event(row: Row) -> str:
    """One event in sentences, its state first."""
    said = [f"{row.state}: {row.summary}{f' ({row.where})' if row.where else ''} {_refs(row.refs)}".rstrip()]
    said.append(f"planned {row.planned}" if row.planned else row.unsaid)
    if row.actual:
        said.append(f"actual {row.actual} {_refs(row.actual.refs)}".rstrip())
    if row.expected:
        said.append(f"expected {row.expected} {_refs(row.expected.refs)}".rstrip())
    said += [row.deviation] if row.deviation else []
    said += row.notes
    last = row.told or row.no_time
    said += [f"{last} {_refs(row.told_refs)}".rstrip()] if last else []
    said += [f"with {'; '.join(row.participants)}"] if row.participants else []
    return ". ".join(s[:1].upper() + s[1:] for s in said) + "."


def _log(head: str, lines: tuple[Line, ...], width: int) -> list[str]:
    """Dated lines in order, with who says so."""
    out = ["", head] if lines else []
    for day, told in by_day(lines):
        out.append(day or "No time known")
        for line in told:
            when = ", ".join(str(c) for c in line.when) or line.when_words
            sure = f"{line.certainty}: " if line.certainty else ""
            again = f", said again {_refs(line.again)}" if line.again else ""
            words = f"{line.bound} {when}".strip() + f": {sure}{line.words} ({line.says}{again}) {_numbers(line)}"
            out += indented(words.rstrip(), width, "- ")
    return out


def _statement(said: Line) -> str:
    """Who said what, how and when."""
    how = f" ({said.kind})" if said.kind else ""
    when = ", ".join(str(c) for c in said.when) or said.when_words
    on = f", {said.day}" if said.day else ""
    quote = f"{said.words}: {said.quote}" if said.words else f"“{said.quote}”"
    return f"{said.says}{how}, {when}{on}: {quote} {_numbers(said)}".rstrip()
