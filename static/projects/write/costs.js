// What the server says of a cost line, on its row: the calculation with its result, quarters, a missing reason.

const UNSAID = new Set(["blank", "no_amount", "missing"]);

export class Costs {
  constructor({ proposal, queue, fields, rows }) {
    Object.assign(this, { proposal, queue, fields, rows });
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
    reason.wrapper.hidden = !(line?.adjusted || typed || reason.dirty || this.proposal.value(key, "reason"));
    row.querySelector(".cost-quarters").textContent = line ? this._quarters(line.quarters) : "";
    this.fields.find(key, "quarters").control.offer(this.proposal.stored(key, "amount"), line?.quarters ?? []);
    row.classList.toggle("is-outside-money", this.proposal.value(key, "source") !== "area_office" || !this.proposal.value(key, "in_budget"));
    this._drawFindings(row.querySelector(".row-findings"), findings.filter(({ code }) => !UNSAID.has(code)));
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
