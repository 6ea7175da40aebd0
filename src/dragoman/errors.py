"""One tree of exceptions. Every message names the thing, the fault and the remedy."""


class DragomanError(Exception):
    """Base of everything that dragoman raises on purpose; its text is fit to be shown to a user."""


class UsageError(DragomanError):
    """A wrong option, code or day: the command ends with status 2."""


class LexiconError(DragomanError):
    """A lexicon file or one of its entries cannot be used."""


class RefusedError(DragomanError):
    """A document cannot be read. The doors turn it into a `Refusal`; the run goes on."""


class RecordError(DragomanError):
    """The store cannot be opened, read or written."""
