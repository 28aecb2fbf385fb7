"""Papers as pictures."""

import subprocess

DOTS_PER_INCH = "70"


def first_page(page, address):
    """The first page of a PDF as the content of a PNG, fetched as the person of the window."""
    response = page.request.get(address)
    command = ["pdftoppm", "-png", "-r", DOTS_PER_INCH, "-f", "1", "-singlefile", "-"]
    return subprocess.run(command, input=response.body(), capture_output=True, check=True).stdout
