// Direct hands. A card (data-hand) that is dragged to another column (data-onto) opens the
// question that is due; so do the arrow keys on its link. In a form (data-hands) a line is
// dropped onto what it goes to: it is chosen, the list of places (data-hand-to) says where
// and the button (data-hand-do) is pressed. By keyboard those three do the same.
const FAR = 6, EDGE = 72;
let held = null, press = null;
const lines = () => held?.closest("form[data-hands]");
const place = (under) => {
  const found = under?.closest("[data-onto]");
  return found && !found.contains(held) && !held.contains(found) ? found : null;
};
const light = (at) => {
  document.querySelectorAll(".is-onto").forEach((one) => one.classList.toggle("is-onto", one === at));
  at?.classList.add("is-onto");
};

const ask = (link, onto) => {
  htmx.ajax("GET", `${link.getAttribute("href")}?when=${onto}`, { source: link, target: "#hand", swap: "innerHTML" });
};

const choose = (line) => {
  const box = line.querySelector("input[type=checkbox]");
  if (box.checked) return;
  line.closest("form").querySelectorAll("[data-item] input:checked").forEach((one) => { one.checked = false; });
  box.click();
};

const give = (onto) => {
  const form = lines();
  if (!form) { ask(held.querySelector("[data-hand-open]"), onto); return; }
  const to = form.querySelector("[data-hand-to]");
  choose(held);
  if (![...to.options].some((one) => one.value === onto)) to.append(new Option("", onto));
  to.value = onto;
  form.querySelector("[data-hand-do]").click();
};

// Every place of the list beside the lines, for as long as one of them is carried.
const tray = () => {
  const places = [...lines()?.querySelector("[data-hand-to]").options ?? []].filter((one) => one.value);
  document.querySelector("[data-tray]")?.replaceChildren(...places.map((one) => {
    const line = document.createElement("p");
    line.dataset.onto = one.value;
    line.textContent = one.text;
    return line;
  }));
};

// The mouse takes a card or a line by its link; a finger by its handle, which scrolls nothing.
document.addEventListener("pointerdown", (event) => {
  const by = event.pointerType === "touch" ? ".grip" : "[data-hand], form[data-hands] [data-item] :is(.grip, a)";
  if (event.button === 0 && event.target.closest?.(by)) press = event;
});
document.addEventListener("pointermove", (event) => {
  if (!press) return;
  const [x, y] = [event.pageX - press.pageX, event.pageY - press.pageY];
  if (!held && Math.hypot(x, y) > FAR) {
    held = press.target.closest("[data-hand], [data-item]");
    held.classList.add("is-held");
    tray();
  }
  if (!held) return;
  held.style.translate = `${x}px ${y}px`;
  const at = document.elementFromPoint(event.clientX, event.clientY);
  const edge = event.clientY < EDGE ? -FAR : event.clientY > innerHeight - EDGE ? FAR : 0;
  (at?.closest("[data-tray]") ?? window).scrollBy(0, edge);
  light(place(at));
});
const leave = () => {
  held?.classList.remove("is-held");
  held?.style.removeProperty("translate");
  held = press = null;
  light(null);
  document.querySelector("[data-tray]")?.replaceChildren();
};
document.addEventListener("pointerup", () => {
  const at = held && document.querySelector(".is-onto");
  if (at) give(at.dataset.onto);
  leave();
});
document.addEventListener("pointercancel", leave);
["dragstart", "selectstart"].forEach((kind) => document.addEventListener(kind, (event) => {
  if (press) event.preventDefault();
}));

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("[data-hand-open]");
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!link || !step) return;
  const all = [...document.querySelectorAll("[data-onto]")];
  const next = all[all.indexOf(link.closest("[data-onto]")) + step];
  if (!next) return;
  event.preventDefault();
  ask(link, next.dataset.onto);
});
document.addEventListener("click", (event) => {
  const key = event.target.closest?.("[data-hand-key]");
  if (!key) return;
  choose(key.closest("[data-item]"));
  key.form.querySelector("[data-hand-to]").focus();
});
document.addEventListener("htmx:afterSwap", ({ target }) => {
  if (target.id === "hand" && !target.matches(":popover-open")) target.showPopover();
});
