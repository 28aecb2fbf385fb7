"""Strategies and rates of the office; projects, the versions of their proposals, and what those say."""

from projects.models.frame import Focus, Programme, StandardRate, Strategy
from projects.models.proposals import Project, ProjectOwner, Proposal
from projects.models.review import CheckItem, Comment, FiledCopy, ProposalEdit, ProposalImport
from projects.models.rows import Activity, CostLine, Indicator, ProposalRow, Statement, Target

__all__ = [
    "Activity",
    "CheckItem",
    "Comment",
    "CostLine",
    "FiledCopy",
    "Focus",
    "Indicator",
    "Programme",
    "Project",
    "ProjectOwner",
    "Proposal",
    "ProposalEdit",
    "ProposalImport",
    "ProposalRow",
    "StandardRate",
    "Statement",
    "Strategy",
    "Target",
]
