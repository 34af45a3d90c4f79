"""What a record refuses: what was found, why it cannot stand, what would."""


class RecordError(Exception):
    """A record that cannot be opened or written."""


class NotARecordError(RecordError):
    """A file that is no record of asrun."""


class NewerRecordError(RecordError):
    """A record that a newer version of asrun has written."""


class RecordLockedError(RecordError):
    """A record that another process kept locked too long."""
