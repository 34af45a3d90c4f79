"""What a record refuses: what was found; why it cannot stand; what would."""


class RecordError(Exception):
    """A record that cannot be opened, read or written; the file is as it was."""


class NotARecordError(RecordError):
    """A file, database or folder that is no record of asrun."""


class NewerRecordError(RecordError):
    """A record that a newer version of asrun has written."""


class RecordLockedError(RecordError):
    """A record that another process kept locked too long."""


class RecordUnreachableError(RecordError):
    """A path where no record can be: its folder does not exist, or it may not be read or written."""


class RecordDamagedError(RecordError):
    """A record whose file does not hold together any more."""


class AlreadyRecordedError(RecordError):
    """A version or an event under a name that the record has given already; nothing of the batch was added."""


class UnknownNameError(RecordError):
    """An entry about a version or an event that the record does not have; nothing of the batch was added."""


class RedactedError(RecordError):
    """Bytes that were taken down, added again; nothing of the batch was added."""


def no_text(path: str, error: UnicodeEncodeError) -> RecordError:
    """The refusal of words that are no Unicode text."""
    return RecordError(
        f"{path}: {error.object[:60]!a} is no Unicode text; nothing was added; other words or another name would do"
    )
