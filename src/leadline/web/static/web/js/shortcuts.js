// Keys: g then a letter goes to a page, / to the search of the page, ? shows them all,
// and a page offers its own with data-shortcut="c" on a link or button. Off while typing.
const dialog = document.getElementById("shortcuts");
let going = 0;

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]")
  && !target.matches("[type=checkbox], [type=radio]");
const usable = (element) => element && element.offsetParent !== null && !element.disabled;
const label = (element) => (element.dataset.shortcutLabel || element.getAttribute("aria-label")
  || element.textContent).trim();

const list = () => {
  const own = dialog.querySelector("[data-own]");
  const keys = new Map();
  for (const element of document.querySelectorAll("main [data-shortcut], main [data-key]")) {
    const key = element.dataset.shortcut || element.dataset.key;
    if (usable(element) && !keys.has(key)) keys.set(key, element);
  }
  const rows = [...keys];
  own.hidden = !rows.length;
  own.querySelector("tbody").replaceChildren(...rows.map(([key, element]) => {
    const row = own.querySelector("template").content.firstElementChild.cloneNode(true);
    row.querySelector("th").textContent = label(element);
    row.querySelector("kbd").textContent = key;
    return row;
  }));
  dialog.showModal();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-shortcuts-open]")) {
    event.target.closest("[popover]")?.hidePopover();
    list();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!dialog || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") { event.preventDefault(); list(); return; }
  if (event.key === "/") {
    const search = document.querySelector("main input[type=search]");
    event.preventDefault();
    if (search) search.focus();
    else document.querySelector("[data-palette-open]")?.click();
    return;
  }
  if (event.key === "g") { going = Date.now(); return; }
  if (Date.now() - going < 1500) {
    going = 0;
    document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
    return;
  }
  const own = [...document.querySelectorAll(`main [data-shortcut="${CSS.escape(event.key)}"]`)].find(usable);
  if (own) { event.preventDefault(); own.matches("input, select, textarea") ? own.focus() : own.click(); }
});
