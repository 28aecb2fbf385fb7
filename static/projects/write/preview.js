// The printed form beside the page, on request; drawn anew after every save while it is open.

const REST = 800;

export class Preview {
  constructor({ page, url }) {
    Object.assign(this, { page, url });
    this.pane = document.getElementById("preview");
    if (!this.pane) return;
    this.button = document.getElementById("preview-toggle");
    this.button.addEventListener("click", () => this._show(this.pane.hidden));
    document.getElementById("preview-close").addEventListener("click", () => this._show(false));
    this.pane.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this._show(false);
    });
  }

  /** The proposal changed: an open preview follows in a moment. */
  refresh() {
    if (!this.pane || this.pane.hidden) return;
    clearTimeout(this._timer);
    this._timer = setTimeout(() => this._load(), REST);
  }

  _show(yes) {
    this.pane.hidden = !yes;
    this.page.classList.toggle("has-preview", yes);
    this.button.setAttribute("aria-expanded", yes);
    if (yes) this._load();
    else this.button.focus();
  }

  async _load() {
    const state = document.getElementById("preview-state");
    try {
      const response = await fetch(this.url, { headers: { Accept: "text/html" }, redirect: "error" });
      if (!response.ok) throw new Error(response.statusText);
      const paper = new DOMParser().parseFromString(await response.text(), "text/html");
      const { scrollTop } = this.pane;
      document.getElementById("preview-paper").replaceChildren(...paper.body.children);
      this.pane.scrollTop = scrollTop;
      state.textContent = "";
    } catch {
      state.textContent = gettext("The printed form can't be shown just now. It comes back with the next save.");
    }
  }
}
