// Finds among many boxes to tick: what does not hold the words is hidden, what is ticked
// stays in sight. Without script the list scrolls.
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-ticks-find]")) return;
  let found = 0;
  const words = event.target.value.trim().toLowerCase().split(/\s+/);
  for (const label of event.target.closest("[data-ticks]").querySelectorAll("label")) {
    const text = label.textContent.toLowerCase();
    const isWanted = words.every((word) => text.includes(word));
    found += isWanted;
    label.hidden = !isWanted && !label.querySelector("input").checked;
  }
  document.getElementById("live").textContent = found ? `${found} found` : "Nothing found";
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-ticks-find]")) event.preventDefault();
});
