"""The only package that knows every stage: read -> link -> append -> as of -> reconcile -> publish.

`reading` reads documents together, so that what one leaves open is filled from the others as assumed; `entries` turns a
reading into rows of the record with their claimants and valid times; `store` adds to a stored record and asks it; `joint`
gives the joint reading. Commands, servers and watchers call these functions and never a stage.
"""

from asrun.pipeline.entries import memory
from asrun.pipeline.joint import joint_reading
from asrun.pipeline.reading import explain, read_together
from asrun.pipeline.store import Added, Question, add, ask

__all__ = ["Added", "Question", "add", "ask", "explain", "joint_reading", "memory", "read_together"]
