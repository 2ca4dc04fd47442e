// Where the focus was stays where it was when htmx replaces a part, and one polite
// region says what changed: the first [data-announce] of the new part.
const live = () => document.getElementById("live");
const SEEN = "a[href], button, input:not([type=hidden]), select, textarea, [tabindex]";
const TYPED = "textarea, input:is(:not([type]), [type=text], [type=search], [type=url], [type=tel])";
const nodes = (root) => [...root.querySelectorAll(SEEN)];
let kept = null;

document.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  const focused = document.activeElement;
  kept = null;
  if (target && focused && target.contains(focused)) {
    const start = focused.selectionStart ?? null;
    kept = { id: focused.id, name: focused.name, at: nodes(target).indexOf(focused), start };
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const part = event.detail.elt;
  const said = part.matches?.("[data-announce]") ? part : part.querySelector?.("[data-announce]");
  if (said) live().textContent = said.dataset.announce || said.textContent.trim();
  if (!kept || document.activeElement !== document.body) return;
  const all = nodes(part);
  const same = (kept.id && document.getElementById(kept.id))
    || (kept.name && part.querySelector(`[name="${CSS.escape(kept.name)}"]`))
    || all[Math.min(kept.at, all.length - 1)];
  const next = same || document.getElementById("main");
  next.focus({ preventScroll: true });
  if (kept.start !== null && next.matches(TYPED)) {
    next.setSelectionRange(kept.start, kept.start);
  }
  kept = null;
});
