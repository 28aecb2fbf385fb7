// What is wrong with a field, said beside it: why it can't be stored, or what somebody else wrote there meanwhile.

import { shownText } from "./wording.js";

let count = 0;

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(text, act) {
  const made = element("button", "btn btn-sm btn-outline-primary", text);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** Show, change or take away the note below a field. `typed` is what the queue knows of it. */
export function drawProblem(field, typed) {
  const status = typed?.status === "waiting" ? "" : (typed?.status ?? "");
  const state = status && JSON.stringify([status, typed.sentence, typed.theirs, typed.value]);
  if (field.problem === state) return;
  field.problem = state;
  field.wrapper.querySelector(":scope > .field-problem")?.remove();
  const { focusable } = field.control;
  focusable?.removeAttribute("aria-invalid");
  field.wrapper.classList.toggle("has-problem", Boolean(status));
  if (!status) return;
  const note = status === "fault" ? fault(typed) : clash(field, typed);
  note.id = `problem-${(count += 1)}`;
  field.wrapper.append(note);
  focusable?.setAttribute("aria-invalid", "true");
  focusable?.setAttribute("aria-errormessage", note.id);
}

function fault({ sentence }) {
  const note = element("div", "field-problem");
  note.setAttribute("role", "alert");
  note.append(element("p", "", sentence), element("p", "problem-state", gettext("Not saved. What you typed stays here.")));
  return note;
}

function clash(field, { theirs, value, by, at }) {
  const note = element("div", "field-problem is-clash");
  note.setAttribute("role", "alert");
  const time = at ? new Date(at).toLocaleTimeString("th-TH", { hour: "2-digit", minute: "2-digit" }) : "";
  const words = by
    ? gettext("%(by)s changed this at %(time)s while you had it open:")
    : gettext("This was changed while you had it open:");
  note.append(element("p", "", interpolate(words, { by, time }, true)));
  const texts = element("dl", "clash-texts");
  texts.append(
    element("dt", "", gettext("Stored now")),
    element("dd", "", shownText(field, theirs)),
    element("dt", "", gettext("Yours")),
    element("dd", "", shownText(field, value)),
  );
  const choice = element("div", "clash-choice");
  choice.append(
    button(gettext("Use mine"), () => field.queue.insist(field.id)),
    button(gettext("Keep theirs"), () => giveUp(field)),
  );
  note.append(texts, choice);
  return note;
}

function giveUp(field) {
  field.dirty = false;
  field.queue.drop(field.id);
  field.redraw();
  field.focus();
}
