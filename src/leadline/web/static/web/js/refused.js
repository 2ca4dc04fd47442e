// What a form refused stands on top of it and has the focus; its links lead to the fields.
const focusOn = (field) => {
  const inside = field?.matches("input, select, textarea") ? field : field?.querySelector("input, select, textarea");
  (inside || field)?.focus();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-refused] a[href^='#']");
  if (!link) return;
  event.preventDefault();
  focusOn(document.getElementById(link.hash.slice(1)));
});

document.querySelector("main [data-refused]")?.focus();
