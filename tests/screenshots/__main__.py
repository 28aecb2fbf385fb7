"""Takes every picture of docs/guide anew: `make screenshots`."""

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browsing import ARGUMENTS, CHROMIUM
from tests.screenshots import program
from tests.screenshots.camera import Camera

IMAGES = program.ROOT / "docs" / "guide" / "images"
PATIENCE = 60_000
"""Milliseconds until something that doesn't come is given up, on a machine that has other things to do."""


def main():
    with tempfile.TemporaryDirectory(prefix="budgetplan-pictures-") as directory:
        program.use_settings(Path(directory))
        program.load_office()
        IMAGES.mkdir(parents=True, exist_ok=True)
        expect.set_options(timeout=PATIENCE)
        with program.served() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
            take_all(Camera(browser, address, IMAGES))
            browser.close()


def take_all(camera):
    """The year from its opening to a revision, and a project of it, as their people live them."""
    # They know models, so they load once Django is set up.
    from tests.screenshots import administrator, approver, planning_officer
    from tests.screenshots.project_story import tell_the_story

    planning_officer.make_the_plan(camera)
    approver.return_it(camera)
    planning_officer.submit_again(camera)
    approver.approve_it(camera)
    planning_officer.go_on(camera)
    tell_the_story(camera)
    administrator.look_after_it(camera)


if __name__ == "__main__":
    os.umask(0o022)
    sys.exit(main())
