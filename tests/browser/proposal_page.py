"""The page on which a proposal is written, as a person sees it: fields by name, rows by list, months by number."""

from playwright.sync_api import expect

SAVED = "บันทึกแล้ว"


def address_of(proposal):
    return f"/projects/{proposal.project.public_id}/v{proposal.number}/write/"


class ProposalPage:
    """A proposal's page in a Playwright page."""

    def __init__(self, page, proposal):
        self.page = page
        page.goto(address_of(proposal))
        self.wait()

    def wait(self):
        expect(self.page.locator("#writing[data-ready]")).to_be_attached()

    @property
    def state(self):
        return self.page.locator("#save-state")

    @property
    def live(self):
        return self.page.locator("#live")

    @property
    def focused(self):
        return self.page.locator(":focus")

    def head(self, field):
        """The control of a field of the head."""
        return self.page.locator(f"[data-kind=head] [data-field={field}] [data-control]").first

    def rows(self, kind):
        return self.page.locator(f"[data-row][data-kind={kind}]")

    def field(self, kind, index, field):
        """The control of a field of the row at `index` of a list, counted over the whole page."""
        return self.rows(kind).nth(index).locator(f"[data-field={field}] [data-control]").first

    def fault(self, control):
        """What is said below a control."""
        return control.locator("xpath=ancestor::*[@data-field][1]/*[contains(@class, 'field-problem')]")

    def texts(self, kind):
        """What stands in the first field of every row of a list."""
        controls = self.rows(kind).locator("> .row-line [data-field=text] [data-control]")
        return [controls.nth(index).input_value() for index in range(controls.count())]

    def month(self, activity, month):
        """The cell of a month (1 is October) of the activity at that index."""
        return self.rows("activities").nth(activity).locator(f"> .months-field [data-month='{month}']")

    def months(self, activity):
        """The chosen months of an activity."""
        chosen = self.rows("activities").nth(activity).locator("> .months-field [data-month][aria-pressed=true]")
        return [int(chosen.nth(index).get_attribute("data-month")) for index in range(chosen.count())]

    def sum(self, name):
        """A sum of the summary: "total", "categories.services", "quarters.0"."""
        return self.page.locator(f"#summary [data-sum='{name}']")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, control, text):
        """Type a text in place of what stands there and leave the field."""
        control.fill(text)
        control.blur()

    def look_again(self):
        """What the page does every few seconds by itself."""
        self.page.evaluate("() => window.dispatchEvent(new Event('focus'))")

    def expect_saved(self):
        expect(self.state).to_contain_text(SAVED)
