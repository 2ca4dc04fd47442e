// The map of stakeholders: a person is dragged, or moved with the arrow keys; what is
// let go of is kept at once, Escape puts it back. Without script the fields of the
// person's page do the same.
const STEP = 2;
let held = null;
let moved = null;
let timer = 0;

const frame = (svg) => svg.dataset.frame.split(" ").map(Number);
const within = (value) => Math.max(0, Math.min(100, Math.round(value)));
const say = (text) => { document.getElementById("live").textContent = text; };
const place = (group) => [Number(group.dataset.influence), Number(group.dataset.interest)];

const put = (group, influence, interest) => {
  const svg = group.closest("svg");
  const [left, top, width, height] = frame(svg);
  group.dataset.influence = within(influence);
  group.dataset.interest = within(interest);
  const x = left + 14 + (group.dataset.interest / 100) * (width - 28);
  const y = top + 14 + (1 - group.dataset.influence / 100) * (height - 28);
  group.setAttribute("transform", `translate(${x} ${y})`);
  for (const line of svg.querySelectorAll("[data-from]")) {
    const [start, end] = line.getAttribute("d").slice(1).split("L");
    if (line.dataset.from === group.dataset.id) line.setAttribute("d", `M${x} ${y}L${end}`);
    if (line.dataset.to === group.dataset.id) line.setAttribute("d", `M${start}L${x} ${y}`);
  }
  say(`${group.dataset.name}: influence ${group.dataset.influence}, interest ${group.dataset.interest}`);
};

const keep = async (group) => {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];
  const [influence, interest] = place(group);
  const asked = { method: "POST", body: new URLSearchParams({ influence, interest }), headers: { "x-csrftoken": token }, keepalive: true };
  const answer = await fetch(group.dataset.place, asked).catch(() => ({ ok: false }));
  say(answer.ok ? `${group.dataset.name} is kept there.` : "That could not be kept. Load the page again.");
};

// Several steps by key are kept as one, at the latest when the person is left.
const flush = () => {
  clearTimeout(timer);
  if (moved) keep(moved);
  moved = null;
};
const soon = (group) => {
  if (moved !== group) flush();
  moved = group;
  clearTimeout(timer);
  timer = setTimeout(flush, 400);
};

document.addEventListener("pointerdown", (event) => {
  const group = event.target.closest?.("[data-people-map] [data-place]");
  if (!group || event.button) return;
  held = { group, x: event.clientX, y: event.clientY, was: place(group), moved: false };
  event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > 4) held.moved = true;
  if (!held.moved) return;
  const svg = held.group.closest("svg");
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const [left, top, width, height] = frame(svg);
  put(held.group, 100 * (1 - (point.y - top - 14) / (height - 28)), 100 * ((point.x - left - 14) / (width - 28)));
});
document.addEventListener("pointerup", () => {
  if (held?.moved) keep(held.group);
  else held?.group.closest("a").focus();
  if (held && !held.moved) held = null;
});
const letGo = () => {
  if (held?.moved) put(held.group, ...held.was);
  held = null;
};
document.addEventListener("pointercancel", letGo);
document.addEventListener("click", (event) => {
  if (held?.moved) event.preventDefault();
  held = null;
}, true);
const person = (event) => event.target.closest?.("[data-people-map] a")?.querySelector("[data-place]");
document.addEventListener("focusin", (event) => {
  const group = person(event);
  if (group) group.dataset.was = place(group).join(" ");
});
document.addEventListener("focusout", flush);
window.addEventListener("pagehide", flush);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && held) return letGo();
  const group = person(event);
  const by = { ArrowUp: [STEP, 0], ArrowDown: [-STEP, 0], ArrowRight: [0, STEP], ArrowLeft: [0, -STEP] }[event.key];
  if (!group || !(by || event.key === "Escape")) return;
  event.preventDefault();
  const [influence, interest] = by ? place(group) : group.dataset.was.split(" ").map(Number);
  put(group, influence + (by?.[0] ?? 0), interest + (by?.[1] ?? 0));
  soon(group);
});

// Whoever is chosen on the map or in the list shows in the panel where there is room for
// one beside the map; elsewhere, and without script, the link leads to their page.
const beside = matchMedia("(min-width: 72.0625rem)");
const links = (address) => document.querySelectorAll(`[data-panel="${address}"]`);

const mark = (address) => {
  for (const other of document.querySelectorAll("[data-panel].is-chosen")) other.classList.remove("is-chosen");
  for (const same of links(address)) same.classList.add("is-chosen");
  const id = document.querySelector("[data-people-map] .is-chosen [data-id]")?.dataset.id;
  for (const tie of document.querySelectorAll("[data-people-map] [data-from]")) tie.toggleAttribute("hidden", tie.dataset.from !== id && tie.dataset.to !== id);
};
document.addEventListener("htmx:afterSwap", (event) => {
  const shown = event.target.id === "who" && event.target.querySelector("[data-shown]");
  if (shown) mark(shown.dataset.shown);
});
document.addEventListener("click", (event) => {
  const who = document.getElementById("who");
  if (event.target.closest("[data-panel-close]")) {
    const { shown } = who.querySelector("[data-shown]").dataset;
    who.replaceChildren();
    mark("");
    return (links(shown)[0] ?? document.querySelector(".map-wide"))?.focus();
  }
  const link = event.target.closest("[data-panel]");
  if (!link || !who || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !beside.matches) return;
  event.preventDefault();
  window.htmx.ajax("GET", link.dataset.panel, { target: who, swap: "innerHTML" })
    .then(() => who.querySelector("header")?.focus());
});
