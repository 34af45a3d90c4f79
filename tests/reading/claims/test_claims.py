"""Claims in sentences of our own: a file that was read while the reader was made, and one that was kept untouched."""

import pytest

from asrun.model.fact import Claim
from asrun.model.source import Given
from asrun.reading.reader import read
from asrun.sources.file import snapshot
from claimed import measured


@pytest.mark.parametrize(("name", "least"), [("development", 0.95), ("untouched", 0.7)])
def test_claims(name, least):
    score, wrong = measured(name)
    assert score >= least, "\n".join(wrong)


@pytest.mark.parametrize(
    "denied", ["cannot accept", "will not accept", "can't accept", "won't accept", "wouldn't accept"]
)
def test_either_apostrophe_denies(denied):
    def claims(text):
        facts = read(snapshot("note.txt", text.encode()), Given()).facts
        return [(c.holder, c.predicate, c.polarity) for c in facts if isinstance(c, Claim)]

    said = f'"We {denied} the text of the treaty," Ana Prates said on Monday.'
    assert claims(said)
    assert claims(said.replace("'", "’")) == claims(said)
