// The live summary: sums and ceiling as the server computed them, and what is missing, each a way to its field.

/** Which field of a row a finding is about. */
const FIELD_OF = { no_amount: "formula", adjusted: "amount", rate: "formula", months: "months" };

export class Summary {
  constructor({ root, page, proposal, fields, rows }) {
    Object.assign(this, { root, page, proposal, fields, rows });
    this.toggle = document.getElementById("summary-toggle");
    this.toggle.addEventListener("click", () => this._toggle());
    document.getElementById("findings").addEventListener("click", (event) => this._go(event));
  }

  draw() {
    const { summary, ceiling } = this.proposal;
    for (const place of this.page.querySelectorAll("[data-sum]")) {
      const [name, part] = place.dataset.sum.split(".");
      const amount = part === undefined ? summary[name] : summary[name][part];
      place.textContent = amount;
      place.parentElement.classList.toggle("is-nothing", amount === "0");
    }
    this._drawUnspread(summary.unspread);
    this._drawCeiling(ceiling);
    this._drawFindings();
  }

  _drawUnspread(unspread) {
    const place = document.getElementById("summary-unspread");
    place.hidden = !unspread;
    place.textContent = interpolate(gettext("%(baht)s baht stand in no quarter yet."), { baht: unspread }, true);
  }

  _drawCeiling(ceiling) {
    const list = document.getElementById("summary-ceiling");
    list.hidden = !ceiling;
    for (const place of list.querySelectorAll("[data-ceiling]")) {
      const amount = ceiling?.[place.dataset.ceiling] ?? "";
      place.textContent = amount;
      place.parentElement.hidden = amount === "";
    }
    const reason = this.proposal.stored("", "over_ceiling_reason");
    document.getElementById("over-ceiling").hidden = !ceiling?.over && !reason;
  }

  _drawFindings() {
    const { findings } = this.proposal;
    const errors = findings.filter((finding) => finding.level === "error").length;
    document.getElementById("findings-none").hidden = errors > 0;
    document.getElementById("findings").replaceChildren(...findings.map(item));
    const words = errors
      ? interpolate(ngettext("%(count)s thing to correct", "%(count)s things to correct", errors), { count: errors }, true)
      : gettext("Nothing missing");
    const count = document.getElementById("summary-count");
    count.textContent = words;
    count.classList.toggle("is-off", errors > 0);
  }

  _toggle() {
    const isOpen = this.root.classList.toggle("is-open");
    this.toggle.setAttribute("aria-expanded", isOpen);
  }

  _go(event) {
    const link = event.target.closest("[data-anchor]");
    if (!link) return;
    event.preventDefault();
    if (this.root.classList.contains("is-open")) this._toggle();
    const place = this.place(link.dataset.anchor, link.dataset.code);
    place?.closest("details")?.setAttribute("open", "");
    place?.focus();
    place?.scrollIntoView({ block: "center" });
  }

  /** What on the page a finding leads to: a field of the head or of a row, the button of an empty list. */
  place(anchor, code) {
    const head = this.fields.find("", anchor);
    if (head) return head.control.focusable;
    const row = this.rows.find(anchor);
    // What stands in no quarter waits for the months of its activity.
    if (row && code === "unspread") return this.place(row.dataset.above, "months");
    if (row) return (this.fields.find(anchor, FIELD_OF[code]) ?? this.fields.find(anchor, "text")).control.focusable;
    return this.page.querySelector(`[data-add="${anchor}"]`);
  }
}

function item({ level, sentence, word, anchor, code }) {
  const made = document.createElement("li");
  made.className = `is-${level}`;
  const icon = document.createElement("i");
  icon.className = `bi bi-${level === "error" ? "x-circle" : "exclamation-triangle"}`;
  icon.setAttribute("aria-hidden", "true");
  const link = document.createElement("a");
  link.href = "#sheet";
  Object.assign(link.dataset, { anchor, code });
  link.textContent = sentence;
  const hidden = document.createElement("span");
  hidden.className = "visually-hidden";
  hidden.textContent = ` (${word})`;
  link.append(hidden);
  made.append(icon, link);
  return made;
}
