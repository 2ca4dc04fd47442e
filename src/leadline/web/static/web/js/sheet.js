// The sheet by keyboard: Enter and the arrows go from cell to cell as in a table; a guess
// is taken as one's own word by Enter. What is read back stands under one row alone.
const cells = () => [...document.querySelectorAll("[data-sheet] input.cell")];
const columnOf = (cell) => cell.name.split("-").slice(2).join("-");

const beside = (cell, step) => {
  const column = cells().filter((one) => columnOf(one) === columnOf(cell));
  const next = column[column.indexOf(cell) + step];
  if (next) return next;
  const all = cells();
  return step > 0 ? all[all.indexOf(cell) + 1] : null;
};

document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches?.("[data-sheet] input.cell")) return;
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const isTaken = event.key === "Enter" && cell.classList.contains("is-guess");
  if (isTaken && cell.value === cell.defaultValue) {
    cell.classList.remove("is-guess");
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const next = beside(cell, step);
  if (next) next.focus();
  else cell.blur();
});

document.addEventListener("focusin", (event) => {
  const cell = event.target;
  if (!cell.matches?.("[data-sheet] input.cell")) return;
  cell.select();
  const own = `ask-${cell.name.split("-")[1]}`;
  for (const place of document.querySelectorAll("[data-sheet] .ask > td")) {
    if (place.id !== own) place.replaceChildren();
  }
});
