// Hearing words by key: a digit chooses the option, f a n say for, against or neither of
// it and go on (with Shift one stays), o is off the subject, Enter takes the guess, the
// arrow leaves it for later, u undoes, c hears the whole customer. Each key presses the
// button that stands for it, so that without script the form does the same.
const form = () => document.querySelector("main form[data-hearing]");
const rows = () => [...document.querySelectorAll("main [data-hear-row]")];
const KEYS = new Set(["f", "a", "n", "o", "u", "c", "enter", "arrowright"]);
let busy = false;

const choose = (row) => {
  for (const one of rows()) {
    one.classList.toggle("is-chosen", one === row);
    if (one === row) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
  const field = document.querySelector("[data-hear-option]");
  if (field) field.value = row.dataset.hearRow;
};

// The option chosen by a click is only kept in the form; the next word shows it chosen.
document.addEventListener("click", (event) => {
  const row = event.target.closest?.("[data-hear-choose]")?.closest("[data-hear-row]");
  if (!row) return;
  event.preventDefault();
  choose(row);
});

const wanted = (key) => {
  const chosen = document.querySelector("main .is-chosen[data-hear-row]");
  const within = "fan".includes(key) ? chosen : document.querySelector("main");
  return within?.querySelector(`[data-hear="${key}"]`);
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !form()) return;
  if (document.querySelector("dialog[open], :popover-open")) return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "enter" && event.target.closest?.("a, button, summary, input")) return;
  const row = /^[1-9]$/.test(key) && rows()[Number(key) - 1];
  if (!row && !KEYS.has(key)) return;
  event.preventDefault();
  // A key held down, or pressed before the next word is there, says nothing: it would
  // be said of words nobody has read.
  if (event.repeat || busy) return;
  if (row) { choose(row); return; }
  const button = wanted(key);
  if (!button || button.disabled) return;
  const stay = document.querySelector("[data-hear-stay]");
  if (stay && "fan".includes(key)) stay.checked = stay.checked || event.shiftKey;
  button.click();
});

// The form that asked is gone from the page when its answer is there; until the new one
// is settled, htmx does not know it and a press would load the page.
const isOurs = (event) => event.detail.requestConfig?.elt.matches("[data-hearing]");
document.addEventListener("htmx:beforeSend", (event) => { if (isOurs(event)) busy = true; });
document.addEventListener("htmx:afterRequest", (event) => {
  if (isOurs(event) && !event.detail.successful) busy = false;
});

// The next word takes the focus: a button that kept it would be pressed by Enter for a
// word that was not read yet.
document.addEventListener("htmx:afterSettle", (event) => {
  const stage = event.detail.elt?.querySelector?.("[data-hear-stage]");
  if (!stage) return;
  busy = false;
  stage.focus({ preventScroll: true });
  const top = stage.getBoundingClientRect().top;
  if (top < 0 || top > window.innerHeight) stage.scrollIntoView({ block: "start" });
});
