"""Why an approval was refused, each as a sentence for the person."""


class ApprovalRefused(Exception):
    """Nothing was changed. `str(error)` is a translated sentence that says why and what to do."""

    def __init__(self, sentence):
        super().__init__(str(sentence))


class NotYourStep(ApprovalRefused):
    """The step belongs to somebody else."""


class OwnDocument(ApprovalRefused):
    """The author tried to decide on their own document."""


class StaleState(ApprovalRefused):
    """Somebody was quicker: the case is not as the person saw it."""


class CommentMissing(ApprovalRefused):
    """A return or a rejection needs a comment, an outside decision its letter."""


class PartFaulty(ApprovalRefused):
    """What was typed into the kind's own part of the page can't be stored; the part says what is wrong, and where."""


class RouteMissing(ApprovalRefused):
    """The office has no route in use for this kind of document, or a step has no post."""
