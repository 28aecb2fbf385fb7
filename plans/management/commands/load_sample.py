from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from plans.sample.loader import load_sample, set_password_of_all


class Command(BaseCommand):
    help = "Load a made-up office to try the program with. Run again, it keeps what is there."

    def add_arguments(self, parser):
        parser.add_argument(
            "--password", default="", metavar="WORD", help="one password for everybody of the sample office"
        )

    def handle(self, *args, **options):
        password = options["password"]
        people = load_sample(password=password)
        if people is not None:
            self._print_people(people)
        elif password:
            count = set_password_of_all(password)
            self.stdout.write(
                _("The sample office is here already; its %(count)s people have the new password.") % {"count": count}
            )
        else:
            self.stdout.write(_("The sample office is here already; its data and passwords stay as they are."))

    def _print_people(self, people):
        self.stdout.write(_("The sample office is ready. These passwords are shown only now:"))
        self.stdout.write("")
        names = max(len(person.username) for person in people)
        passwords = max(len(person.password) for person in people)
        for person in people:
            self.stdout.write(f"  {person.username:<{names}}  {person.password:<{passwords}}  {person.post}")
