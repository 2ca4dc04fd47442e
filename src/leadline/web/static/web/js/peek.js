// A record beside its list. A row's link with data-peek="12" leads to the record's own
// page; with script it opens beside the list, whose address then says open=12, so that
// it can be shared. j and k (or the buttons) go on, also to the next page of the list;
// Escape closes and the focus is back on the row.
const place = () => document.getElementById("peek");
const panel = () => place()?.querySelector("[data-peek-open]");
const links = () => [...document.querySelectorAll("main [data-item] a[data-peek]")];
const linkOf = (id) => links().find((link) => link.dataset.peek === id);
let last = null; // the record that was open, for the way back
let asked = false; // the focus goes to the title of what comes

const address = (id) => {
  const url = new URL(location.href);
  if (id) url.searchParams.set("open", id);
  else url.searchParams.delete("open");
  return url.pathname + url.search;
};

// On a phone the panel is a sheet: what lies under it is out of reach of the focus.
const narrow = matchMedia("(max-width: 54rem)");
const cover = () => {
  const isCovered = narrow.matches && Boolean(panel());
  document.querySelectorAll(".app > .side, .app > .topbar, .app > .tabbar, .app > .skip, .page > :not(#peek, #notices)")
    .forEach((part) => { part.inert = isCovered; });
};
narrow.addEventListener("change", cover);

const mark = () => {
  const id = panel()?.dataset.peekOpen;
  cover();
  if (id) last = id;
  links().forEach((link) => {
    const isOpen = link.dataset.peek === id;
    if (isOpen) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
    if (isOpen) link.closest("[data-item]").scrollIntoView({ block: "nearest" });
  });
};

const show = (id) => {
  htmx.ajax("GET", address(id), { target: "#peek", swap: "outerHTML" });
};

// What follows stands on another page of the list: its rows come first, then itself.
const turn = async (link) => {
  const url = link.pathname + link.search;
  const target = document.querySelector("[data-filters]").getAttribute("hx-target");
  await htmx.ajax("GET", url, { target, swap: "outerHTML" });
  await htmx.ajax("GET", url, { target: "#peek", swap: "outerHTML" });
};

const close = () => {
  const id = panel().dataset.peekOpen;
  place().replaceChildren();
  history.replaceState(history.state, "", address(null));
  mark();
  (linkOf(id) || document.getElementById("main")).focus({ preventScroll: true });
};

const step = (by) => {
  const ids = links().map((link) => link.dataset.peek);
  const at = ids.indexOf(panel().dataset.peekOpen);
  const id = at < 0 ? null : ids[at + by];
  const link = document.getElementById(by < 0 ? "peek-before" : "peek-after");
  if (!id && !link?.matches("[data-peek-turn]")) return;
  asked = !panel().contains(document.activeElement);
  if (id) show(id);
  else turn(link);
};

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const closes = event.target.closest?.("[data-peek-close]");
  const link = event.target.closest?.("a[data-peek]");
  if (!place() || (!closes && !link)) return;
  event.preventDefault();
  if (closes) close();
  else {
    asked = !panel()?.contains(link);
    if (link.matches("[data-peek-turn]")) turn(link);
    else show(link.dataset.peek);
  }
});

const busy = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, dialog, [data-value-form]")
  || document.querySelector("dialog[open], [popover]:popover-open");

// Before the keys of the list see them: they are the panel's as long as it is open.
document.addEventListener("keydown", (event) => {
  if (!panel() || event.ctrlKey || event.metaKey || event.altKey || busy(event.target)) return;
  const does = { j: () => step(1), k: () => step(-1), Escape: close }[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopPropagation();
  does();
}, true);

document.addEventListener("htmx:afterSettle", (event) => {
  mark();
  if (event.detail.elt.id === "peek" && asked) {
    document.getElementById("peek-title")?.focus({ preventScroll: true });
    asked = false;
  }
});

// A filter that changes the list leaves no record beside it that may not be in it.
document.addEventListener("htmx:pushedIntoHistory", () => {
  if (panel() && !new URLSearchParams(location.search).has("open")) {
    place().replaceChildren();
    mark();
  }
});

// Back from the record to the list: its row has the focus again.
document.addEventListener("htmx:historyRestore", () => {
  const before = last;
  mark();
  if (!panel() && before) linkOf(before)?.focus({ preventScroll: true });
});
mark();
