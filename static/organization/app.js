/* Small help for every page: no page depends on it. */
"use strict";

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A table that is wider than the screen can be scrolled with the arrow keys too.
for (const region of document.querySelectorAll(".table-scroll")) {
  if (!region.hasAttribute("tabindex")) region.tabIndex = 0;
}
