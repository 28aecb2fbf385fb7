// The buttons above the grid: the same as the keys, for the mouse and for who doesn't know the keys.

export class Toolbar {
  constructor({ root, grid, plan, selection, commands, tablePaste }) {
    Object.assign(this, { root, grid, plan, selection, commands });
    this.actions = {
      "add-line": () => commands.addLine(),
      "add-subline": () => commands.addSubline(),
      "move-up": () => commands.moveUp(),
      "move-down": () => commands.moveDown(),
      "move-in": () => commands.moveIn(),
      "move-out": () => commands.moveOut(),
      delete: () => commands.remove(),
      split: () => commands.split(),
      "fill-right": () => commands.fillRight(),
      undo: () => commands.undo(),
      redo: () => commands.redo(),
      paste: () => tablePaste.ask(),
      help: () => commands.help(),
    };
    this.root.addEventListener("click", (event) => this._pressed(event));
    this.root.addEventListener("keydown", (event) => this._keys(event));
    // The button must not take the focus out of the cell that is being typed before the cell is read.
    this.root.addEventListener("mousedown", () => grid.finishTyping());
    this.draw();
  }

  draw() {
    const { plan } = this;
    const row = this.selection.row;
    const moves = row && row.kind !== "part";
    const able = {
      undo: plan.canUndo,
      redo: plan.canRedo,
      "add-subline": Boolean(row),
      delete: moves,
      "move-up": moves,
      "move-down": moves,
      "move-in": moves && row.kind !== "category",
      "move-out": moves && row.level > 1,
    };
    for (const button of this.root.querySelectorAll("button[data-action]")) {
      const name = button.dataset.action;
      button.disabled = name !== "help" && (!plan.editable || (name in able && !able[name]));
    }
    for (const button of this.root.querySelectorAll("[data-needs-edit]")) button.disabled = !plan.editable;
  }

  _pressed(event) {
    const category = event.target.closest("[data-category]");
    const button = event.target.closest("button[data-action]");
    if (category) this.commands.addCategory(Number(category.dataset.category));
    else if (button) this.actions[button.dataset.action]();
  }

  /** Arrows move along the toolbar, F6 goes back into the grid. */
  _keys(event) {
    if (event.key === "F6" || event.key === "Escape") {
      event.preventDefault();
      this.selection.focus();
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...this.root.querySelectorAll("button:not([disabled])")].filter((button) => button.offsetParent);
    const index = buttons.indexOf(document.activeElement);
    buttons[(index + step + buttons.length) % buttons.length]?.focus();
    event.preventDefault();
  }
}
