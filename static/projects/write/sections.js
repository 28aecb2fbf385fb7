// The way around the page: where one is, what each section still lacks, and the list of sections on a small screen.

const SECTION_OF = { over_ceiling_reason: "section-costs" };

export class Sections {
  constructor({ summary }) {
    this.summary = summary;
    this.links = [...document.querySelectorAll("#section-links a")];
    this.jump = document.getElementById("jump");
    this.jump.append(...this.links.map((link) => new Option(link.textContent, link.hash)));
    this.jump.addEventListener("change", () => go(this.jump.value));
    document.getElementById("section-links").addEventListener("click", (event) => this._click(event));
    const watcher = new IntersectionObserver((entries) => this._seen(entries), { rootMargin: "-15% 0px -70% 0px" });
    for (const link of this.links) watcher.observe(document.querySelector(link.hash));
  }

  /** How much each section lacks. */
  draw(findings) {
    const counts = new Map();
    for (const { level, anchor, code } of findings) {
      const section = this.summary.place(anchor, code)?.closest(".writing-section")?.id ?? SECTION_OF[anchor];
      if (level === "error" && section) counts.set(section, (counts.get(section) ?? 0) + 1);
    }
    this.links.forEach((link, index) => {
      const count = counts.get(link.hash.slice(1));
      link.dataset.missing = count ?? "";
      const name = (link.dataset.name ??= link.textContent);
      const words = interpolate(gettext("%(name)s (%(count)s to correct)"), { name, count }, true);
      this.jump.options[index].text = count ? words : name;
      if (count) link.setAttribute("aria-label", words);
      else link.removeAttribute("aria-label");
    });
  }

  _click(event) {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    go(link.hash);
  }

  _seen(entries) {
    const seen = entries.find((entry) => entry.isIntersecting);
    if (!seen) return;
    for (const link of this.links) {
      if (link.hash === `#${seen.target.id}`) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
    this.jump.value = `#${seen.target.id}`;
  }
}

function go(hash) {
  const heading = document.querySelector(`${hash} h2`);
  heading.focus({ preventScroll: true });
  heading.closest("section").scrollIntoView();
}
