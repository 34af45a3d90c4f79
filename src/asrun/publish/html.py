"""The account as a page: one self-contained HTML file that reads on paper, on a phone and aloud, without JavaScript."""

from functools import cache
from typing import TYPE_CHECKING

from asrun.model.account import Account
from asrun.publish import Options
from asrun.publish.parts.story import by_day, tell
from asrun.publish.parts.timeline import figures

if TYPE_CHECKING:
    from jinja2 import Template

MEDIA_TYPE = "text/html; charset=utf-8"
EXTENSION = ".html"


def publish(account: Account, options: Options) -> bytes:
    """The page. Style and drawings stand inside it and nothing is loaded from elsewhere; its policy forbids it to."""
    story = tell(account)
    drawn = [
        (group.label, figures(group.events, group.rows, group.day, story.zones, account.as_of, f"day-{n}"))
        for n, group in enumerate(story.groups, 1)
    ]
    page = _template().render(story=story, by_day=by_day, drawn=[told for told in drawn if told[1]])
    return page.encode("utf-8", "replace")


@cache
def _template() -> "Template":
    """The page's template; every value in it is escaped, and a name that it misspells is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("asrun.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")
