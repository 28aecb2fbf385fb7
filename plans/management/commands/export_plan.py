import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from plans.management.office_argument import add_office_argument, find_office
from plans.models import FiscalYear
from plans.selectors import plan_table, version_of, working_version
from plans.workbook.as_json import plan_json
from plans.workbook.writing import plan_workbook


class Command(BaseCommand):
    help = "Write a year's plan as our workbook (xlsx) or as JSON, to --output or to standard output."

    def add_arguments(self, parser):
        add_office_argument(parser)
        parser.add_argument("--year", type=int, required=True, help="fiscal year in the Buddhist Era, e.g. 2564")
        parser.add_argument("--plan-version", type=int, help="version number; the working version when left out")
        parser.add_argument("--format", choices=["xlsx", "json"], default="json")
        parser.add_argument("--output", help="file to write; standard output when left out")

    def handle(self, *args, **options):
        plan = self._find_plan(options)
        table = plan_table(plan)
        if options["format"] == "json":
            self._write_json(plan_json(table), options["output"])
        else:
            self._write_workbook(plan_workbook(plan, table), options["output"])

    def _find_plan(self, options):
        office = find_office(options["office"])
        year = FiscalYear.objects.filter(office=office, year_be=options["year"]).first()
        number = options["plan_version"]
        plan = year and (version_of(year, number) if number else working_version(year))
        if plan is None:
            raise CommandError(_("There is no such plan for fiscal year %(year)s.") % {"year": options["year"]})
        return plan

    def _write_json(self, data, output):
        text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
        if output:
            Path(output).write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")

    def _write_workbook(self, workbook, output):
        if not output and sys.stdout.isatty():
            raise CommandError(_("A workbook can't be shown here. Name a file with --output."))
        workbook.save(output or sys.stdout.buffer)
