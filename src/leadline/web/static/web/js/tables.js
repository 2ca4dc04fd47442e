// A row that becomes a block on a phone loses its head: each cell keeps the column's name.
const name = () => document.querySelectorAll(".table-named").forEach((table) => {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.innerText.trim());
  for (const row of table.tBodies[0].rows) {
    [...row.cells].forEach((cell, i) => {
      if (cell.tagName === "TD" && heads[i] && cell.innerText.trim()) cell.dataset.name = heads[i];
    });
  }
});

name();
document.addEventListener("htmx:afterSettle", name);
