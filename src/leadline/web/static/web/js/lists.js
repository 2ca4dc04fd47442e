// A list one can work through by keys: data-list around it, data-item on each row.
// j and k move, Enter opens, x chooses, and any control of the row with data-key="e"
// is pressed by its key. A control outside the rows works on what is chosen.
let place = -1;
let byKey = false;

const list = () => document.querySelector("main [data-list]");
const items = () => [...(list()?.querySelectorAll("[data-item]") ?? [])];
const handle = (item) => item.querySelector("[data-focus]")
  || item.querySelector("a.cover, a[href]") || item;

const activate = (at) => {
  const all = items();
  if (!all.length) return;
  place = Math.max(0, Math.min(at, all.length - 1));
  all.forEach((item, i) => item.classList.toggle("is-active", i === place));
  const target = handle(all[place]);
  if (target === all[place]) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  all[place].scrollIntoView({ block: "nearest" });
};

document.addEventListener("focusin", (event) => {
  const item = event.target.closest?.("[data-item]");
  if (item) place = items().indexOf(item);
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const inField = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog");
  if (!list() || inField || document.querySelector("dialog[open]")) return;
  const now = items()[place];
  if (event.key === "j" || event.key === "k") {
    event.preventDefault();
    activate(event.key === "j" ? place + 1 : place - 1);
  } else if (event.key === "x" && now) {
    const box = now.querySelector("input[type=checkbox]");
    if (box) { event.preventDefault(); box.click(); }
  } else if (event.key.length === 1) {
    const key = CSS.escape(event.key);
    const control = now?.querySelector(`[data-key="${key}"]`)
      || [...document.querySelectorAll(`main [data-key="${key}"]`)].find((e) => !e.closest("[data-item]"));
    if (control && !control.disabled) { event.preventDefault(); byKey = true; control.click(); }
  }
});

document.addEventListener("htmx:afterSettle", () => {
  if (byKey) activate(place);
  byKey = false;
});

// The bar of what is chosen: how many, and all at once.
const count = () => {
  const bar = document.querySelector("[data-bulk]");
  if (!bar) return;
  const boxes = [...document.querySelectorAll("main [data-item] input[type=checkbox]")];
  const chosen = boxes.filter((box) => box.checked).length;
  bar.hidden = !chosen;
  const number = bar.querySelector("[data-count]");
  if (number) number.textContent = chosen;
};

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) {
    document.querySelectorAll("main [data-item] input[type=checkbox]").forEach((box) => {
      box.checked = event.target.checked;
    });
  }
  if (event.target.matches("input[type=checkbox]")) count();
});
document.addEventListener("htmx:afterSettle", count);
count();
