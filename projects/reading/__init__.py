"""Recognising project proposals in any office's Word documents. No database.

``read_proposals(document, year_be=…)`` takes what ``budgetplan.documents.docx.load_document_safely`` gives and answers
a ``ReadProposal`` for each proposal; ``report_of`` makes them the report of ``manage.py import_proposal --dry-run``.

The way of a document: ``stream`` (lines and tables, forms taken apart) → ``headings``, ``looks`` and ``unknown`` (the
headings we have words for, and those that only look like them) → ``sections`` (parts, gathered into proposals) →
``header``, ``targets``, ``calendar`` (with ``layout``, ``marks``, ``periods``), ``activities``, ``costs`` (with
``cost_columns``, ``cost_cells``, ``cost_shares``, ``cost_bullets``, ``cost_text``), ``indicators`` → ``binding`` (costs
to activities) → ``money`` and ``checks`` (faults) → ``builder`` (the content) → ``unused`` and ``leftover`` (what the
document says and the content doesn't, handed back).
"""

from projects.reading.faults import Fault
from projects.reading.reading import read_proposals
from projects.reading.report import report_of, text_of
from projects.reading.result import NotUnderstood, ReadProposal, ReadSection

__all__ = ["Fault", "NotUnderstood", "ReadProposal", "ReadSection", "read_proposals", "report_of", "text_of"]
