// With script the filters work by themselves, so their button is not needed; the saved
// views follow the filter that htmx has put into the address.
document.documentElement.dataset.script = "on";

const now = () => {
  const query = new URLSearchParams(location.search);
  query.delete("page");
  query.delete("open");
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  return query.toString();
};

// How many filters are in force stands on the button that a phone shows in their place.
const count = (form) => {
  const fields = [...form.elements].filter((field) => field.name && field.type !== "hidden"
    && !["sort", "columns", "dense"].includes(field.name) && (field.type === "checkbox" ? field.checked : field.value.trim()));
  form.querySelector("[data-in-force]").textContent = fields.length || "";
};
document.querySelectorAll("[data-filters]").forEach((form) => {
  count(form);
  form.addEventListener("input", () => count(form));
});

document.addEventListener("htmx:pushedIntoHistory", () => {
  const query = now();
  document.querySelectorAll("[data-keep]").forEach((keep) => {
    keep.hidden = !query;
    keep.querySelector("[name=query]").value = query;
  });
  document.querySelectorAll(".views a[href]").forEach((link) => {
    const same = new URLSearchParams(new URL(link.href).search).toString() === query;
    if (same) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
});
