// A request of htmx that fails shows its notice at the head of the page; what was
// typed stays where it is. Forms come back with 422 and their errors beside the field. It
// goes when something is done or the same is tried again, not when a list is read beside it.
let failed = null;

const show = (title, text) => {
  const place = document.getElementById("notices");
  if (!place) return;
  place.innerHTML = '<div class="notice notice-bad"><p><b></b> <span></span></p></div>';
  place.querySelector("b").textContent = title;
  place.querySelector("span").textContent = text;
  place.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig: { elt } } = event.detail;
  if (xhr.status < 400 || xhr.status === 422) return;
  failed = elt;
  if (xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = false;
  show("That did not work.", "Nothing was changed. Load the page again and try once more.");
});

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, requestConfig } }) => {
  if (elt === failed || requestConfig.verb !== "get") document.getElementById("notices")?.replaceChildren();
});

["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, ({ detail }) => {
  failed = detail.elt;
  show("Leadline cannot be reached.", "What you typed is still here. Try again in a moment.");
}));
