// A comment half typed stays while the person saves the checklist or looks at another page, until the decision is sent.
const form = document.querySelector(".decide form");
const box = form?.querySelector("[name=comment]");
if (box) {
  const key = `comment:${location.pathname}`;
  if (!box.value) box.value = sessionStorage.getItem(key) ?? "";
  box.addEventListener("input", () => sessionStorage.setItem(key, box.value));
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}
