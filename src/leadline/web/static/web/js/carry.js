// Moving a bet on the timeline: it is lifted by the mouse or with Space, each place then
// says what it costs, and dropping it asks why. The form posts where the page of the
// move does; without script that page is one click away in the table.
const BAR = "a.bet[data-places]";
const FAR = 6;
const PATIENCE = 400;
let held = null, press = null;

const box = () => document.querySelector("[data-carry]");
const tell = (words) => {
  const line = document.querySelector("[data-carry-say]");
  if (line) line.textContent = words;
};
const quarters = () => document.querySelectorAll(".tl-head .lane > span").length;

const leave = (words = "") => {
  if (!held) return;
  clearTimeout(held.timer);
  held.lane.querySelectorAll(".drop, .lift").forEach((one) => one.remove());
  held.bar.classList.remove("left");
  box()?.replaceChildren();
  const { bar } = held;
  held = null;
  tell(words);
  return bar;
};

const under = (lane, cell) => {
  cell.style.gridRow = `${Number(lane.dataset.rows) + 2} / span 2`;
  lane.querySelector(".capacity").before(cell);
};

// While the places are being weighed, a cell waits in each after a moment.
const ghosts = () => {
  if (!held || held.cells) return;
  const count = quarters();
  for (let at = 0; at < count; at += 1) {
    const cell = document.createElement("div");
    cell.className = "drop drop-wait";
    cell.style.gridColumn = `${Math.round((24 / count) * at) + 1} / span ${Math.round(24 / count)}`;
    cell.setAttribute("aria-hidden", "true");
    under(held.lane, cell);
  }
  tell("Weighing each quarter.");
};

const show = () => {
  if (!held?.cells) return;
  const cell = held.cells[held.at];
  held.cells.forEach((one, at) => one.classList.toggle("drop-on", at === held.at));
  const ghost = held.ghost;
  ghost.style.gridColumn = getComputedStyle(cell).gridColumn;
  ghost.style.gridRow = Number(held.lane.dataset.rows) + 1;
  const may = !cell.classList.contains("drop-no") && !("now" in cell.dataset);
  const form = box().querySelector("form");
  form.hidden = false;
  form.querySelector("[data-carry-words]").textContent = cell.dataset.say;
  const go = form.querySelector("[data-go]");
  go.value = cell.dataset.place;
  go.disabled = !may;
  go.textContent = may ? `Move to ${cell.dataset.name}` : "Move it";
  tell(cell.dataset.say);
};

const lift = async (bar) => {
  leave();
  const lane = bar.closest(".lane");
  held = { bar, lane, at: 0, dropped: false };
  const mine = held;
  held.timer = setTimeout(ghosts, PATIENCE);
  bar.classList.add("left");
  const ghost = document.createElement("div");
  ghost.className = "bet lift";
  ghost.setAttribute("aria-hidden", "true");
  ghost.append(...bar.cloneNode(true).childNodes);
  held.ghost = ghost;
  const answer = await fetch(bar.dataset.places, { credentials: "same-origin" }).catch(() => null);
  const text = answer?.ok && await answer.text();
  if (held !== mine) return;
  if (!text) { leave("The places could not be weighed. Move it from the table.").focus(); return; }
  clearTimeout(mine.timer);
  lane.querySelectorAll(".drop-wait").forEach((one) => one.remove());
  const came = document.createRange().createContextualFragment(text);
  mine.cells = [...came.querySelectorAll(".drop")];
  mine.cells.forEach((cell) => under(lane, cell));
  lane.querySelector(".capacity").before(ghost);
  box().replaceChildren(came.querySelector("form"));
  mine.at = Math.max(0, mine.cells.findIndex((cell) => "now" in cell.dataset));
  if (mine.x !== undefined) follow(mine.x);
  show();
  if (mine.dropped) drop();
};

const follow = (x) => {
  held.x = x;
  if (!held.cells) return;
  const at = held.cells.findIndex((cell) => {
    const { left, right } = cell.getBoundingClientRect();
    return x >= left - 3 && x < right + 3;
  });
  if (at >= 0 && at !== held.at) { held.at = at; show(); }
};

const drop = () => {
  if (!held) return;
  held.dropped = true;
  if (!held.cells) return;
  const cell = held.cells[held.at];
  if ("now" in cell.dataset) { leave("It is back where it was.")?.focus(); return; }
  if (cell.classList.contains("drop-no")) { held.dropped = false; show(); return; }
  box().querySelector("[name=reason]").focus();
};

document.addEventListener("pointerdown", (event) => {
  const bar = event.button === 0 && event.target.closest?.(BAR);
  if (bar && event.pointerType !== "touch") press = { bar, x: event.clientX, y: event.clientY };
});
document.addEventListener("pointermove", (event) => {
  const far = press?.bar && Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
  if (far && !press.on) { press.on = true; lift(press.bar); }
  if (press?.on && held) follow(event.clientX);
});
document.addEventListener("pointerup", () => {
  const dragged = press?.on;
  press = dragged ? { over: true } : null;
  if (dragged) drop();
  setTimeout(() => { if (press?.over) press = null; });
});
document.addEventListener("click", (event) => {
  if (press?.over && event.target.closest?.(BAR)) event.preventDefault();
  if (event.target.closest?.("[data-carry-leave]")) leave("It is back where it was.")?.focus();
});

document.addEventListener("keydown", (event) => {
  const bar = event.target.closest?.(BAR);
  if (event.key === "Escape" && held) {
    event.preventDefault();
    leave("It is back where it was.")?.focus();
  } else if (event.key === " " && bar) {
    event.preventDefault();
    if (!event.repeat) { if (held?.bar === bar) drop(); else lift(bar); }
  } else if (bar && held?.bar === bar && ["ArrowLeft", "ArrowRight", "Enter"].includes(event.key)) {
    event.preventDefault();
    if (event.key === "Enter") { drop(); return; }
    if (!held.cells) return;
    const step = event.key === "ArrowRight" ? 1 : -1;
    held.at = Math.min(held.cells.length - 1, Math.max(0, held.at + step));
    show();
  }
});
