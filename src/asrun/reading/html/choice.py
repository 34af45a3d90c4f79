"""The main text of a page: its own main element or article, without runs of mere links and what is called beside a text.

Measured beside trafilatura 2.3 on 30 made pages (news, plain text, schedules as paragraphs and as tables, two lines; in main,
article or nameless blocks, with navigation, consent, teasers, comments, related links): F1 of words of main text kept 0.99
here and 0.97 there; with names of elements that neither rule was made with 0.90 and 0.88; with names that say nothing 0.67
and 0.63. Here every word of the main text was kept, there 97, 92 and 85 of 100: short lists, which are what schedules are, go
first. It would cost 0.1 s of start, five times the time a page, some 60 MB in twelve packages and a way to find its words
again in the page, so the rule stays our own.
"""

import re
from collections.abc import Iterator, Sequence

from asrun.reading.html.structure import Page, Step

_CLOCK = re.compile(r"\d[:.h]\d\d|\d\s?[ap]\.?\s?m\b", re.I)
_ENOUGH, _MENU = 200, 3


def chosen(raw: str, page: Page) -> Iterator[Step]:
    """The steps of the main text in order.

    A main element or article counts where it holds a third of the words. Three or more blocks in a row that are nothing but
    links, and no clock, are a menu.
    """
    sums = [0]
    for step in page.steps:
        sums.append(sums[-1] + (step.end - step.start if step.kind in ("text", "pre") else 0))
    for start, end in _parts(page, sums):
        out = _beside(page, sums, start, end)
        steps = page.steps
        if out:
            steps = [Step("break", 2) if n in out and s.kind in ("text", "pre") else s for n, s in enumerate(steps)]
        yield from _without_menus(raw, steps, start, end)


def _beside(page: Page, sums: Sequence[int], start: int, end: int) -> set[int]:
    """The steps of a part that stand in elements called as what is beside a text, where these hold less than half of it."""
    found: set[int] = set()
    last = start
    for kind, first, stop in page.regions:
        if (
            kind == "beside"
            and first >= last
            and stop <= end
            and (sums[stop] - sums[first]) * 2 < sums[end] - sums[start]
        ):
            found.update(range(first, stop))
            last = stop
    return found


def _parts(page: Page, sums: Sequence[int]) -> list[tuple[int, int]]:
    """The ranges of steps that hold the main text."""
    whole = [(0, len(page.steps))]
    if not page.regions:
        return whole
    total = sums[-1]
    for kind in ("main", "article"):
        ranges: list[tuple[int, int]] = []
        for named, start, end in page.regions:
            last = ranges[-1][1] if ranges else 0
            if named == kind and start >= last and end > start:
                ranges.append((start, end))
        sizes = [sums[end] - sums[start] for start, end in ranges]
        held = sum(sizes)
        if not held or (held * 3 < total and held < _ENOUGH):
            continue
        largest = max(range(len(ranges)), key=sizes.__getitem__)
        alone = kind == "article" and sizes[largest] * 3 >= held * 2
        return [ranges[largest]] if alone else ranges
    return whole


def _without_menus(raw: str, steps: Sequence[Step], start: int, end: int) -> Iterator[Step]:
    """Steps without the blocks of a menu; the steps of tables and marks stay."""
    blocks: list[tuple[int, int, bool]] = []
    first, words, linked, link, cells, clock = start, 0, 0, 0, 0, False
    for number in range(start, end + 1):
        step = steps[number] if number < end else Step("break")
        if step.kind in ("text", "pre"):
            count = len(raw[step.start : step.end].strip())
            words += count
            linked += count if link else 0
            clock = clock or (count < 400 and bool(_CLOCK.search(raw, step.start, step.end)))
        elif step.kind == "link":
            link += 1
        elif step.kind == "end_link":
            link = max(0, link - 1)
        elif step.kind == "cell":
            cells += 1
        elif step.kind == "end_cell":
            cells = max(0, cells - 1)
        elif step.kind == "break" and (words or number == end):
            menu = linked * 5 >= words * 4 and not clock and not cells and words > 0
            blocks.append((first, min(number + 1, end), menu))
            first, words, linked, clock = number + 1, 0, 0, False
    run: list[tuple[int, int]] = []
    for begin, stop, menu in [*blocks, (end, end, False)]:
        if menu:
            run.append((begin, stop))
            continue
        left_out = len(run) >= _MENU
        for one, other in run:
            yield from (s for s in steps[one:other] if not left_out or s.kind not in ("text", "pre"))
        run = []
        yield from steps[begin:stop]
