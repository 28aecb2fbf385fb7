"""The grid page as a person sees it: rows by name, cells by column, keys and the clipboard."""

from playwright.sync_api import expect

SAVED = "บันทึกแล้ว"


class GridPage:
    """A plan's grid in a Playwright page."""

    def __init__(self, page, year_be=2564):
        self.page = page
        page.goto(f"/years/{year_be}/plan/")
        expect(page.locator("#plan-grid[data-ready]")).to_be_attached()

    @property
    def active(self):
        """The cell with the focus, or the input inside it."""
        return self.page.locator("#plan-table :focus")

    @property
    def state(self):
        return self.page.locator("#save-state")

    @property
    def alert(self):
        return self.page.locator("#grid-alert-text")

    def row(self, name):
        exact = self.page.locator(".row-name").get_by_text(name, exact=True)
        return self.page.locator("#plan-table tbody tr").filter(has=exact)

    def part(self, name):
        return self.row(name).and_(self.page.locator(".kind-part"))

    def line(self, name):
        return self.row(name).and_(self.page.locator(".kind-line"))

    def cell(self, name, field):
        return self.row(name).locator(f"[data-field={field}]").first

    def total(self, field):
        return self.page.locator(f"#plan-table tfoot [data-field={field}]")

    def go(self, name, field):
        self.cell(name, field).click()

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def keys(self, text):
        """Type on a Thai keyboard: Playwright's own `type` sends no key events for Thai letters."""
        session = self.page.context.new_cdp_session(self.page)
        for letter in text:
            key = {"key": letter, "text": letter, "unmodifiedText": letter}
            session.send("Input.dispatchKeyEvent", {"type": "keyDown", **key})
            session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
        session.detach()

    def type(self, name, field, text):
        """Type into a cell and press Enter."""
        self.go(name, field)
        self.keys(text)
        self.press("Enter")

    def paste(self, text):
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+V")

    def clipboard(self):
        return self.page.evaluate("() => navigator.clipboard.readText()")

    def button(self, name):
        return self.page.locator("#grid-toolbar").get_by_role("button", name=name, exact=True)

    def names(self):
        """The names of all rows, in order."""
        return self.page.locator("#plan-table tbody .row-name").all_text_contents()

    def expect_cells(self, name, *texts):
        """Whole year and four quarters of the row, as shown."""
        for field, text in zip(("annual", "q1", "q2", "q3", "q4"), texts, strict=True):
            expect(self.cell(name, field)).to_have_text(text)

    def expect_saved(self):
        expect(self.state).to_contain_text(SAVED)
