// One calm place for the state of saving, and what wants an answer: refusals, text without a row, an earlier visit.

import { shownText } from "./wording.js";

const byId = (id) => document.getElementById(id);

export class Status {
  constructor({ proposal, queue, fields }) {
    Object.assign(this, { proposal, queue, fields });
    byId("page-alert-close").addEventListener("click", () => this.say(""));
    new ResizeObserver(([{ target }]) => {
      target.parentElement.style.setProperty("--bar-height", `${target.offsetHeight}px`);
    }).observe(document.querySelector(".writing-bar"));
  }

  draw() {
    const { tone, icon, words } = this._saving();
    const place = byId("save-state");
    if (place.dataset.words !== words) {
      place.dataset.words = words;
      place.className = `save-state is-${tone}`;
      byId("save-icon").className = `bi bi-${icon}`;
      byId("save-words").textContent = words;
    }
    byId("undo").disabled = !this.proposal.canUndo || !this.proposal.editable;
    byId("redo").disabled = !this.proposal.canRedo || !this.proposal.editable;
    this._drawLost();
  }

  /** A sentence that stays until it is closed or answered; "" takes it away. */
  say(sentence) {
    byId("page-alert").hidden = !sentence;
    byId("page-alert-text").textContent = sentence;
  }

  /** A sentence for screen readers. */
  tell(sentence) {
    byId("live").textContent = sentence;
  }

  _saving() {
    const { queue, proposal } = this;
    const count = queue.unsaved;
    if (!proposal.editable && !count) return { tone: "saved", icon: "lock", words: gettext("Read only") };
    if (queue.trouble === "signed-out") return trouble(gettext("Not saved yet – you were signed out. Sign in again in another tab; saving then goes on by itself."));
    if (queue.trouble) return trouble(gettext("Not saved yet (%(count)s) – no connection. Trying again by itself."), count);
    if (this.offered) return trouble(gettext("Not saved on an earlier visit: %(count)s – see the box at the top."), this.offered);
    if (queue.isSaving) return { tone: "saving", icon: "arrow-repeat", words: gettext("Saving…") };
    if (this._lost().length) return trouble(gettext("Not saved: %(count)s – a row was deleted, its text stands in the box at the top."), count);
    if (count > this.fields.hushed) return trouble(gettext("Not saved yet: %(count)s – see the red notes on the page."), count);
    if (count || this.fields.isTyping) return { tone: "saving", icon: "pencil", words: gettext("Not saved yet") };
    if (!queue.savedAt) return { tone: "saved", icon: "cloud-check", words: gettext("Everything is saved") };
    const time = queue.savedAt.toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit", numberingSystem: "latn" });
    return { tone: "saved", icon: "cloud-check", words: interpolate(gettext("Saved %(time)s"), { time }, true) };
  }

  /** What was typed in rows that somebody deleted: it stays readable until the person takes note. */
  _drawLost() {
    const lost = this._lost();
    const drawn = JSON.stringify(lost);
    if (this.drawnLost === drawn) return;
    const isMore = lost.length > (this.lostBefore ?? 0);
    Object.assign(this, { drawnLost: drawn, lostBefore: lost.length });
    byId("lost").hidden = !lost.length;
    byId("lost-list").replaceChildren(
      ...lost.map((cell) => {
        const item = document.createElement("li");
        const text = document.createElement("span");
        text.textContent = `${cell.sentence ?? ""} “${typedText(cell.value)}”`;
        const button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-sm btn-outline-secondary";
        button.textContent = gettext("All right");
        button.addEventListener("click", () => this.queue.drop(`${cell.key}|${cell.field}`));
        item.append(text, " ", button);
        return item;
      }),
    );
    if (isMore && !isTypedIn(document.activeElement)) byId("lost").focus({ preventScroll: true });
  }

  _lost() {
    return this.queue.lost((cell) => this.fields.shows(cell));
  }

  /** Offer what an earlier visit left unsaved. */
  offer(draft, { resume, forget }) {
    byId("unsaved-list").replaceChildren(
      ...draft.cells.map((cell) => {
        const item = document.createElement("li");
        const field = this.fields.find(cell.key, cell.field);
        item.textContent = field ? shownText(field, cell.value) : typedText(cell.value);
        return item;
      }),
    );
    const answered = (act) => () => {
      byId("unsaved-offer").hidden = true;
      this.offered = 0;
      act();
      this.draw();
    };
    byId("unsaved-resume").onclick = answered(resume);
    byId("unsaved-forget").onclick = answered(forget);
    byId("unsaved-offer").hidden = false;
    byId("unsaved-offer").focus({ preventScroll: true });
    this.offered = draft.cells.length;
    this.draw();
  }

  /** Offer to take a deletion back, until something else is done. */
  offerUndo(sentence, undo) {
    byId("undo-offer").hidden = false;
    byId("undo-offer-words").textContent = sentence;
    byId("undo-offer-button").onclick = () => {
      this.closeUndo();
      undo();
    };
  }

  closeUndo() {
    byId("undo-offer").hidden = true;
    byId("undo-offer-words").textContent = "";
  }
}

/** Whether keys go into an element: the focus isn't taken from there. */
function isTypedIn(element) {
  return element.isContentEditable || element.matches("input, textarea, select");
}

function typedText(value) {
  return Array.isArray(value) ? value.join(", ") : String(value ?? "").replace(/<[^>]+>/g, " ");
}

function trouble(words, count) {
  return { tone: "trouble", icon: "exclamation-triangle-fill", words: interpolate(words, { count }, true) };
}
