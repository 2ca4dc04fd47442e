// Light and dark change at once; the setting is kept by the request htmx sends.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-themes] button");
  if (!button) return;
  const root = document.documentElement;
  if (button.value === "system") delete root.dataset.theme;
  else root.dataset.theme = button.value;
  document.querySelectorAll("[data-themes] button").forEach((other) => {
    other.setAttribute("aria-pressed", String(other.value === button.value));
  });
});
