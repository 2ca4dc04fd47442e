// A request of htmx that fails shows its notice at the head of the page; what was
// typed stays where it is. Forms come back with 422 and their errors beside the field.
const show = (title, text) => {
  const place = document.getElementById("notices");
  if (!place) return;
  const notice = document.createElement("div");
  const said = document.createElement("p");
  const bold = document.createElement("b");
  notice.className = "notice notice-bad";
  bold.textContent = title;
  said.append(bold, ` ${text}`);
  notice.append(said);
  place.replaceChildren(notice);
  place.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400 || xhr.status === 422 || xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = false;
  show("That did not work.", "Nothing was changed. Load the page again and try once more.");
});

document.addEventListener("htmx:beforeRequest", () => {
  document.getElementById("notices")?.replaceChildren();
});

for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    show("Leadline cannot be reached.", "What you typed is still here. Try again in a moment.");
  });
}
