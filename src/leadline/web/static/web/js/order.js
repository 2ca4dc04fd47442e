// Lines put in order by hand: drag a line by its handle, or move it by the arrow keys.
// data-ordered around lines (data-line), each with a button data-handle. A field whose name
// begins with letters and the number of its line is counted anew.
const LINES = "[data-line]";
let dragged = null;

const lines = (list) => [...list.querySelectorAll(LINES)];

const count = (list) => {
  lines(list).forEach((line, n) => {
    line.querySelectorAll("[data-count]").forEach((field) => {
      field.name = field.name.replace(/^([a-z]+)\d+/, `$1${n}`);
    });
    const place = line.querySelector("[data-place-of]");
    if (place) place.textContent = `, line ${n + 1} of ${lines(list).length}`;
  });
};

const say = (line) => {
  const all = lines(line.parentElement);
  const name = line.querySelector("[data-handle]").dataset.handle || "It";
  document.getElementById("live").textContent = `${name} is line ${all.indexOf(line) + 1} of ${all.length}.`;
};

const put = (line, before) => {
  const list = line.closest("[data-ordered]");
  if (before === line || before === line.nextElementSibling) return;
  line.parentElement.insertBefore(line, before);
  count(list);
  line.closest("form")?.dispatchEvent(new Event("change", { bubbles: true }));
};

document.addEventListener("keydown", (event) => {
  const handle = event.target.closest?.("[data-handle]");
  if (!handle || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  const line = handle.closest(LINES);
  const all = lines(line.parentElement);
  const at = all.indexOf(line);
  if (event.key === "ArrowUp" && at > 0) put(line, all[at - 1]);
  if (event.key === "ArrowDown" && at < all.length - 1) put(line, all[at + 1].nextElementSibling);
  handle.focus();
  say(line);
});

document.addEventListener("pointerdown", (event) => {
  const handle = event.button === 0 && event.target.closest?.("[data-handle]");
  if (!handle) return;
  dragged = handle.closest(LINES);
  dragged.classList.add("is-dragged");
  handle.setPointerCapture(event.pointerId);
});
document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  const others = lines(dragged.parentElement);
  const next = others.find((line) => {
    const { top, height } = line.getBoundingClientRect();
    return line !== dragged && event.clientY < top + height / 2;
  });
  put(dragged, next ?? null);
});
const drop = () => {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  say(dragged);
  dragged = null;
};
document.addEventListener("pointerup", drop);
document.addEventListener("pointercancel", drop);
