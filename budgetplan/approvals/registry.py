"""What an app tells approvals about its documents.

Approvals knows no plan and no project. An app subclasses `DocumentKind` for each kind of document it sends
for approval and registers one instance in its `AppConfig.ready`.
"""

from collections import defaultdict

from django.utils.translation import gettext_lazy as _

_kinds = {}


class DocumentKind:
    """The side of a kind of document that approvals talks to. Hooks run inside the decision's transaction."""

    code = ""
    name = _("Document")
    nothing_found = _("The checks found nothing.")
    not_a_keeper = _("Only the person who submitted a document can withdraw it.")

    def authors(self, cases):
        """{case id: set of ids of the people whose document it is}, in a fixed number of queries.

        Nobody decides on their own document. By default it is that of whoever submitted it.
        """
        return {case.pk: {case.author_id} for case in cases}

    def keepers(self, case):
        """The Users who may withdraw it, and to whom it comes back for revision; by default whoever submitted it."""
        return [case.author]

    def on_decided(self, case, *, by, state):
        """The case moved to `state` (a CaseState): move the document with it."""
        raise NotImplementedError

    def url(self, case):
        """The page of the document, for people who may see it."""
        raise NotImplementedError

    def may_open(self, case, *, by):
        """Whether `by` may open those pages; who may see a case needn't be let into its document."""
        return True

    def pdf_url(self, case):
        """The document's PDF, as it stands in this case."""
        raise NotImplementedError

    def figures(self, case):
        """[(label, Decimal baht)] a decider sees first."""
        raise NotImplementedError

    def changes(self, case):
        """[(label, before, after)] against the last approved version, amounts as Decimal baht or None."""
        raise NotImplementedError

    def findings(self, case):
        """Sentences the checks found; empty when everything adds up."""
        raise NotImplementedError

    def check_may_pass(self, case, *, step, by):
        """Raise ApprovalRefused where the document isn't ready to pass `step` (a CaseStep). Most always are."""

    def page_part(self, case, *, by, typed=None):
        """(template, context) of what the case page shows of this kind above the decision, or None.

        Its inputs belong to the page's one form (`form="decide-form"`), so whatever is decided carries them along.
        `typed` (a QueryDict) is what was sent and isn't stored: the part shows it, and lists what is wrong with it as
        "faults" in its context, (id of the input, sentence) in the page's order.
        """
        return

    def store_part(self, case, *, by, data):
        """Store what was typed into the page's part (`data`, a QueryDict) before the decision that came with it.

        Raises ApprovalRefused where it can't be stored; the decision isn't taken then.
        """

    def summaries(self, cases):
        """{case id: what it changes, in one sentence} for lists, in a fixed number of queries."""
        raise NotImplementedError


def register(kind):
    """Make `kind` (a DocumentKind instance) known under its code."""
    _kinds[kind.code] = kind


def kind_of(code):
    """The DocumentKind registered under `code`. Raises KeyError for an unknown one."""
    return _kinds[code]


def summaries_of(cases):
    """{case id: what it changes, in one sentence} of cases of any kind."""
    return _asked("summaries", cases)


def authors_of(cases):
    """{case id: set of ids of the people whose document it is} of cases of any kind."""
    return _asked("authors", cases)


def _asked(hook, cases):
    by_kind = defaultdict(list)
    for case in cases:
        by_kind[case.kind].append(case)
    found = {}
    for code, same in by_kind.items():
        found |= getattr(_kinds[code], hook)(same)
    return found


def choices():
    """(code, name) pairs of every kind, for forms."""
    return [(kind.code, kind.name) for kind in _kinds.values()]
