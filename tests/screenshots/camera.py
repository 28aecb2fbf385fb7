"""Windows of people, and pictures of what they see."""

from io import BytesIO

from PIL import Image

from tests.browsing import PHONE
from tests.screenshots.program import PASSWORD

DESKTOP = {"width": 1280, "height": 1000}
COLOURS = (256, 128, 64, 32)
LARGEST = 150_000
"""Bytes a picture may have."""

BOTTOM = "Math.ceil(Math.max(...Array.from(document.querySelectorAll(%r), e => e.getBoundingClientRect().bottom)))"


class Camera:
    """Takes pictures into a folder: `camera.take(page, "home")` writes home.png."""

    def __init__(self, browser, address, folder):
        self.browser, self.address, self.folder = browser, address, folder

    def window(self, username=None, *, phone=False):
        """A window of its own, signed in as a person of the sample office."""
        context = self.browser.new_context(
            base_url=self.address, viewport=PHONE if phone else DESKTOP, reduced_motion="reduce", accept_downloads=True
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        if username:
            sign_in(page, username)
        return page

    def take(self, page, name, *, top=None, height=1000, whole=False):
        """A picture of the window down to its content's end, at most `height` px; `top` is scrolled to first.

        `whole` takes the whole page, however long.
        """
        if page.locator("#plan-grid").count():
            page.locator("#plan-grid[data-ready]").wait_for(state="attached")
        if top:
            page.locator(top).first.evaluate("element => window.scrollTo(0, element.offsetTop - 90)")
        page.evaluate("document.fonts.ready")
        if whole:
            return self._write(page.screenshot(full_page=True), name)
        end = page.evaluate(BOTTOM % "main > *, dialog[open], .dropdown-menu.show, #content, .actions-list") + 24
        size = page.viewport_size
        clip = {"x": 0, "y": 0, "width": size["width"], "height": max(320, min(end, height, size["height"]))}
        return self._write(page.screenshot(clip=clip), name)

    def take_part(self, page, name, selector):
        """A picture of one element."""
        self._write(page.locator(selector).first.screenshot(), name)

    def take_between(self, page, name, *selectors):
        """A picture of all that lies between elements: a list that opened below its field, say."""
        boxes = [page.locator(selector).first.bounding_box() for selector in selectors]
        left, top = (min(box[side] for box in boxes) for side in ("x", "y"))
        right = max(box["x"] + box["width"] for box in boxes)
        bottom = max(box["y"] + box["height"] for box in boxes)
        clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        self._write(page.screenshot(clip=clip), name)

    def keep(self, content, name):
        """A picture that was made elsewhere (the content of a PNG)."""
        self._write(content, name)

    def _write(self, content, name):
        picture = Image.open(BytesIO(content)).convert("RGB")
        for colours in COLOURS:
            buffer = BytesIO()
            picture.quantize(colours, dither=Image.Dither.NONE).save(buffer, "PNG", optimize=True)
            if buffer.tell() <= LARGEST:
                break
        (self.folder / f"{name}.png").write_bytes(buffer.getvalue())


def sign_in(page, username):
    page.goto("/account/login/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()


def press(page, selector):
    """Click, and wait until the page that follows is there."""
    page.locator(selector).first.click()
    page.wait_for_load_state("networkidle")
