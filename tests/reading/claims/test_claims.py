"""Claims in sentences of our own: a file that was read while the reader was made, and one that was kept untouched."""

import pytest

from claimed import measured


@pytest.mark.parametrize(("name", "least"), [("development", 0.95), ("untouched", 0.7)])
def test_claims(name, least):
    score, wrong = measured(name)
    assert score >= least, "\n".join(wrong)
