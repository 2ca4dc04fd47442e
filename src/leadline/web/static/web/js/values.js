// A value edited where it stands: Enter keeps it, also in a list to choose from, and
// Escape leaves it as it was. In several lines Ctrl+Enter keeps, because Enter is a line.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("[data-value-form]");
  if (!form || event.defaultPrevented) return;
  if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-value-leave]").click();
  } else if (event.key === "Enter" && (event.target.matches("select")
    || (event.target.matches("textarea") && (event.ctrlKey || event.metaKey)))) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// The rows of a list beside it are read again: they show the value too.
document.addEventListener("leadline:changed", () => {
  const target = document.querySelector("[data-filters]")?.getAttribute("hx-target");
  if (target) htmx.ajax("GET", location.pathname + location.search, { target, swap: "outerHTML" });
});
