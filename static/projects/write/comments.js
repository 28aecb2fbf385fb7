// What reviewers said of the proposal, beside what it is about and as a list above the page, until it is settled.

/** Sections as comments name them, where the page calls them otherwise. */
const SECTION_IDS = { expected_results: "section-results" };

export class Comments {
  constructor({ proposal, rows, settle }) {
    Object.assign(this, { proposal, rows, settle });
    this.box = document.getElementById("comments");
    this.list = document.getElementById("comments-list");
    this.notes = new Map();
    this.list.addEventListener("click", (event) => this._go(event));
  }

  draw() {
    const { comments } = this.proposal;
    this.box.hidden = !comments.length;
    this._drawList(comments);
    const open = new Set(comments.map(({ id }) => id));
    for (const [id, note] of this.notes) {
      if (open.has(id) && note.isConnected) continue;
      note.remove();
      this.notes.delete(id);
    }
    for (const comment of comments) this._drawNote(comment);
  }

  _drawList(comments) {
    const drawn = JSON.stringify(comments.map((comment) => [comment, Boolean(this._place(comment.anchor))]));
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const heading = ngettext("%(count)s comment to answer", "%(count)s comments to answer", comments.length);
    document.getElementById("comments-heading").textContent = interpolate(heading, { count: comments.length }, true);
    this.list.replaceChildren(...comments.map((comment) => this._item(comment)));
  }

  /** A line of the list: a way to what it is about, or the whole comment where that is gone. */
  _item(comment) {
    const item = element("li");
    if (this._place(comment.anchor)) {
      const link = element("a", "", `${comment.about}: ${shortened(comment.text)}`);
      link.href = "#sheet";
      link.dataset.comment = comment.id;
      item.append(link);
    } else {
      item.append(element("p", "text-secondary", comment.about), this._note(comment));
    }
    return item;
  }

  _drawNote(comment) {
    const place = this._place(comment.anchor);
    if (!place || this.notes.has(comment.id)) return;
    const note = this._note(comment);
    place.after(note);
    this.notes.set(comment.id, note);
  }

  /** What a comment stands below: the first line of its row, the heading of its section. */
  _place(anchor) {
    const row = this.rows.find(anchor);
    if (row) return row.querySelector(".row-line");
    return document.querySelector(`#${SECTION_IDS[anchor] ?? `section-${anchor}`} > h2`);
  }

  _note({ id, text, by, on, cut_to: cutTo }) {
    const note = element("div", "said");
    note.setAttribute("role", "note");
    note.tabIndex = -1;
    const head = element("p", "said-by");
    head.append(element("strong", "", by), ` ${on}`);
    note.append(head);
    if (cutTo) {
      const words = gettext("Asks to cut it to %(baht)s baht");
      note.append(element("p", "said-cut", interpolate(words, { baht: cutTo }, true)));
    }
    note.append(element("p", "said-text", text));
    const button = element("button", "btn btn-sm btn-outline-secondary", gettext("Settled"));
    button.type = "button";
    button.addEventListener("click", () => this.settle(id, true));
    note.append(button);
    return note;
  }

  _go(event) {
    const link = event.target.closest("[data-comment]");
    if (!link) return;
    event.preventDefault();
    const note = this.notes.get(link.dataset.comment);
    note.closest("details")?.setAttribute("open", "");
    note.scrollIntoView({ block: "center" });
    note.focus({ preventScroll: true });
  }
}

function shortened(text) {
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}

function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
