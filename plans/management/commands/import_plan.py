import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from budgetplan.documents.xlsx import WorkbookRefused, load_workbook_safely
from budgetplan.organization.models import User
from plans.errors import PlanRefused
from plans.importing import apply_proposal
from plans.management.office_argument import add_office_argument, find_office
from plans.models import FiscalYear
from plans.reading import read_plan
from plans.selectors import working_version
from plans.services.imports import preview_sheets


class Command(BaseCommand):
    help = (
        "Read a plan from any Excel workbook. With --dry-run nothing is stored: the report says which lines were "
        "read, what they sum to, and where printed totals don't match. Without it the year's working draft is changed."
    )

    def add_arguments(self, parser):
        add_office_argument(parser)
        parser.add_argument("file", help="workbook (.xlsx)")
        parser.add_argument("--year", type=int, required=True, help="fiscal year in the Buddhist Era, e.g. 2569")
        parser.add_argument("--dry-run", action="store_true", help="read and report only")
        parser.add_argument("--report", choices=["text", "json"], default="text")
        parser.add_argument("--sheet", action="append", help="a sheet to read (may be given again); all when left out")
        parser.add_argument("--remove-missing", action="store_true", help="remove the plan's lines that the file lacks")
        parser.add_argument("--by", help="user name of the planning officer in whose name the draft is changed")

    def handle(self, *args, **options):
        try:
            sheets = self._load(options["file"])
        except WorkbookRefused as refusal:
            if options["report"] == "json":
                self._write(self._refusal(refusal, options), "json")
            raise CommandError(str(refusal)) from refusal
        if options["dry_run"]:
            report = self._report(sheets, options)
        else:
            report = self._import(sheets, options)
        self._write(report, options["report"])

    def _load(self, path):
        if not Path(path).is_file():
            raise CommandError(_("There is no file %(path)s.") % {"path": path})
        return load_workbook_safely(path)

    def _refusal(self, refusal, options):
        fault = {
            "sheet": "",
            "cell": "",
            "printed": None,
            "computed": None,
            "sentence": str(refusal),
            "code": refusal.code,
        }
        return {"year": options["year"], "dry_run": options["dry_run"], "lines": [], "totals": {}, "faults": [fault]}

    def _report(self, sheets, options):
        return {"year": options["year"], "dry_run": True, **read_plan(sheets, chosen=options["sheet"]).to_json()}

    def _import(self, sheets, options):
        plan, by = self._draft(options), self._person(options)
        choices = {"chosen": options["sheet"], "remove_missing": options["remove_missing"]}
        try:
            preview = preview_sheets(plan, sheets, choices=choices)
            if preview.proposal.faults:
                faults = "\n".join(fault.sentence for fault in preview.proposal.faults)
                raise CommandError(_("Nothing was imported:") + "\n" + faults)
            apply_proposal(plan=plan, proposal=preview.proposal, by=by)
        except PlanRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        changes = [vars(change) for change in preview.proposal.preview]
        read = preview.reading.to_json() if preview.reading else {"lines": [], "totals": {}, "faults": []}
        return {"year": options["year"], "dry_run": False, **read, "changes": changes}

    def _draft(self, options):
        year = FiscalYear.objects.filter(office=find_office(options["office"]), year_be=options["year"]).first()
        plan = working_version(year) if year else None
        if plan is None:
            raise CommandError(_("Fiscal year %(year)s isn't open. Open it first.") % {"year": options["year"]})
        return plan

    def _person(self, options):
        person = User.objects.filter(username=options["by"]).first() if options["by"] else None
        if person is None:
            raise CommandError(_("Name the planning officer who imports with --by and a user name."))
        return person

    def _write(self, report, form):
        if form == "json":
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
            return
        for line in report["lines"]:
            quarters = " ".join(line["quarters"] or [])
            self.stdout.write(f"{'  ' * line['level']}{line['name']}  {line['annual']}  {quarters}")
        for fault in report["faults"]:
            self.stdout.write(fault["sentence"])
        for change in report.get("changes", []):
            self.stdout.write(f"{change['kind']}: {change['name']} {change['before'] or ''} → {change['after'] or ''}")
