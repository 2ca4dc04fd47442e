// The map of stakeholders: a person is dragged, or moved with the arrow keys; what is
// let go of is kept at once. Without script the fields of the person's page do the same.
const STEP = 2;
const map = () => document.querySelector("[data-people-map]");
let held = null;
let waiting = 0;

const frame = (svg) => svg.dataset.frame.split(" ").map(Number);
const within = (value) => Math.max(0, Math.min(100, Math.round(value)));
const say = (text) => { document.getElementById("live").textContent = text; };

const put = (group, influence, interest) => {
  const [left, top, width, height] = frame(group.closest("svg"));
  group.dataset.influence = within(influence);
  group.dataset.interest = within(interest);
  const x = left + 14 + (group.dataset.interest / 100) * (width - 28);
  const y = top + 14 + (1 - group.dataset.influence / 100) * (height - 28);
  group.setAttribute("transform", `translate(${x} ${y})`);
  say(`${group.dataset.name}: influence ${group.dataset.influence}, interest ${group.dataset.interest}`);
};

const keep = async (group) => {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["x-csrftoken"];
  const body = new URLSearchParams({ influence: group.dataset.influence, interest: group.dataset.interest });
  const answer = await fetch(group.dataset.place, { method: "POST", body, headers: { "x-csrftoken": token } });
  if (!answer.ok) say("That could not be kept. Load the page again.");
};

const soon = (group) => { clearTimeout(waiting); waiting = setTimeout(() => keep(group), 400); };

document.addEventListener("pointerdown", (event) => {
  const group = event.target.closest?.("[data-people-map] [data-place]");
  if (!group || event.button) return;
  held = { group, x: event.clientX, y: event.clientY, moved: false };
  event.preventDefault();
});
document.addEventListener("pointermove", (event) => {
  if (!held) return;
  if (Math.hypot(event.clientX - held.x, event.clientY - held.y) > 4) held.moved = true;
  if (!held.moved) return;
  const svg = map();
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  const [left, top, width, height] = frame(svg);
  put(held.group, 100 * (1 - (point.y - top - 14) / (height - 28)), 100 * ((point.x - left - 14) / (width - 28)));
});
document.addEventListener("pointerup", () => {
  if (held?.moved) keep(held.group);
  else held?.group.closest("a").focus();
  if (held && !held.moved) held = null;
});
document.addEventListener("click", (event) => {
  if (held?.moved) event.preventDefault();
  held = null;
}, true);
document.addEventListener("keydown", (event) => {
  const group = event.target.closest?.("[data-people-map] a")?.querySelector("[data-place]");
  const by = { ArrowUp: [STEP, 0], ArrowDown: [-STEP, 0], ArrowRight: [0, STEP], ArrowLeft: [0, -STEP] }[event.key];
  if (!group || !by) return;
  event.preventDefault();
  put(group, Number(group.dataset.influence) + by[0], Number(group.dataset.interest) + by[1]);
  soon(group);
});
