// What the server says of a cost line, on its row: the calculation with its result, quarters, a missing reason.

import { ZERO } from "../../plans/grid/amounts.js";

const UNSAID = new Set(["blank", "no_amount", "missing"]);

export class Costs {
  constructor({ proposal, queue, fields, rows }) {
    Object.assign(this, { proposal, queue, fields, rows });
    rows.root.addEventListener("click", (event) => this._useProduct(event.target.closest("[data-use-product]")));
  }

  draw() {
    const findings = Map.groupBy
      ? Map.groupBy(this.proposal.findings, (finding) => finding.anchor)
      : grouped(this.proposal.findings);
    for (const row of this.rows.root.querySelectorAll(".cost-line[data-key]")) this._drawLine(row, findings.get(row.dataset.key) ?? []);
    for (const row of this.rows.root.querySelectorAll(".activity[data-key]")) {
      this.fields.find(row.dataset.key, "months").control.limit(this.proposal.period);
    }
  }

  _drawLine(row, findings) {
    const { key } = row.dataset;
    const line = this.proposal.lines[key];
    const reason = this.fields.find(key, "reason");
    const typed = this.queue.typed(key, "reason");
    row.querySelector(".cost-shown").textContent = line?.shown ?? "";
    this._offerProduct(row.querySelector("[data-use-product]"), line);
    this._showExample(key);
    reason.wrapper.hidden = !(line?.adjusted || typed || reason.dirty || this.proposal.value(key, "reason"));
    row.querySelector(".cost-quarters").textContent = line ? this._quarters(line.quarters) : "";
    this.fields.find(key, "quarters").control.offer(this.proposal.stored(key, "amount"), line?.quarters ?? []);
    row.classList.toggle("is-outside-money", this.proposal.value(key, "source") !== "area_office" || !this.proposal.value(key, "in_budget"));
    this._drawFindings(row.querySelector(".row-findings"), findings.filter(({ code }) => !UNSAID.has(code)));
  }

  /** A declared amount stays when its calculation changes; one press takes what the calculation makes instead. */
  _offerProduct(button, line) {
    button.hidden = !line?.adjusted;
    button.disabled = !this.proposal.editable;
    button.textContent = interpolate(gettext("Ask for %(amount)s as calculated"), { amount: line?.product }, true);
  }

  _useProduct(button) {
    if (!button) return;
    const { key } = button.closest("[data-row]").dataset;
    const amount = this.fields.find(key, "amount");
    amount.control.show(this.proposal.lines[key].product);
    amount.typed({ now: true });
    amount.focus();
  }

  /** An example of a calculation beside an amount would look like that amount's own. */
  _showExample(key) {
    const input = this.fields.find(key, "formula").control.element;
    const isEmpty = [undefined, "", ZERO].includes(this.proposal.stored(key, "amount"));
    input.placeholder = isEmpty ? input.dataset.example : input.getAttribute("aria-label");
  }

  _quarters(quarters) {
    return quarters.map((amount, index) => interpolate(gettext("Q%(number)s %(amount)s"), { number: index + 1, amount }, true)).join(" · ");
  }

  _drawFindings(list, findings) {
    list.hidden = !findings.length;
    list.replaceChildren(
      ...findings.map(({ level, sentence }) => {
        const item = document.createElement("li");
        item.className = `is-${level}`;
        item.textContent = sentence;
        return item;
      }),
    );
  }
}

function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) groups.set(finding.anchor, [...(groups.get(finding.anchor) ?? []), finding]);
  return groups;
}
