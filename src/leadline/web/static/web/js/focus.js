// Where the focus was stays where it was when htmx replaces a part; one polite region says
// what changed, the first [data-announce] of the new part; and a receipt stays eight seconds
// and puts back what it tells of, in the place where that was changed, by Ctrl+Z also later.
const SECONDS = 8;
const SEEN = "a[href], button, input:not([type=hidden]), select, textarea, [tabindex]";
const TYPED = "textarea, input:is(:not([type]), [type=text], [type=search], [type=url], [type=tel])";
const region = document.getElementById("toasts");
const main = () => document.getElementById("main");
const nodes = (root) => [...root.querySelectorAll(SEEN)];
const undo = (path) => region.querySelectorAll(`[data-undo][action="${CSS.escape(path)}"]`);
let kept = null; // the focus in the part that is replaced
let part = null;

// A part by what names it in a page that is read anew: itself, or the value that it holds.
const named = () => {
  if (part?.id) return `#${CSS.escape(part.id)}`;
  const id = part?.matches("[data-value]") && part.querySelector("[id]")?.id;
  return id ? `[data-value]:has(#${CSS.escape(id)})` : "#main";
};

const watch = (toast) => {
  const form = toast.querySelector("[data-undo]");
  let left = SECONDS;
  let held = false;
  const close = () => {
    clearInterval(clock);
    if (toast.contains(document.activeElement)) main().focus({ preventScroll: true });
    toast.hidden = Boolean(form);
    if (!form) toast.remove();
  };
  const clock = setInterval(() => {
    if (!held && !document.hidden && (left -= 1) <= 0) close();
  }, 1000);
  Object.entries({ pointerenter: true, pointerleave: false, focusin: true, focusout: false })
    .forEach(([kind, now]) => toast.addEventListener(kind, () => { held = now; }));
  toast.querySelector("[data-close]").addEventListener("click", close);
  if (!form || !part) return;
  ["hx-target", "hx-select"].forEach((name) => form.setAttribute(name, named()));
  form.kept = kept;
};

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { target, xhr, requestConfig: { elt, path, verb } } = detail;
  const focused = document.activeElement;
  part = target;
  if (xhr.status < 400 && elt.matches?.("[data-undo]") && target !== main() && !xhr.response.includes(`id="${/#([^)]+)/.exec(named())?.[1]}"`)) {
    [part, detail.target, detail.selectOverride] = [main(), main(), "#main"];
  }
  kept = elt.kept ?? null;
  if (!kept && part?.contains(focused)) {
    const { id, name, value, selectionStart } = focused;
    kept = { id, name, value, at: nodes(part).indexOf(focused), start: selectionStart ?? null };
  }
  if (xhr.status < 400 && verb !== "get") undo(path).forEach((form) => { form.dataset.undo = "done"; });
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const { elt } = detail;
  const said = elt.matches?.("[data-announce]") ? elt : elt.querySelector?.("[data-announce]");
  if (said) document.getElementById("live").textContent = said.dataset.announce || said.textContent.trim();
  const done = region.querySelectorAll("[data-undo=done]");
  done.forEach((form) => form.closest("li").remove());
  if (done.length && part.matches("[data-value]")) document.dispatchEvent(new Event("leadline:changed"));
  if (!kept || document.activeElement !== document.body) return;
  const root = (part.isConnected && part) || document.getElementById(part.id) || document.querySelector(named()) || main();
  const all = nodes(root);
  const alike = all.filter((one) => kept.name && one.name === kept.name);
  const next = (kept.id && document.getElementById(kept.id)) || alike.find((one) => one.value === kept.value)
    || (alike.length === 1 && alike[0]) || all[Math.min(kept.at, all.length - 1)] || main();
  next.closest("details")?.setAttribute("open", "");
  next.focus({ preventScroll: true });
  if (kept.start !== null && next.matches(TYPED)) next.setSelectionRange(kept.start, kept.start);
  kept = null;
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  const last = [...region.querySelectorAll("[data-undo]")].at(-1);
  if (!last || event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, dialog")) return;
  event.preventDefault();
  last.requestSubmit();
});

region.querySelectorAll("[data-toast]").forEach(watch);
new MutationObserver((changes) => changes.flatMap((change) => [...change.addedNodes])
  .forEach((node) => { if (node.matches?.("[data-toast]")) watch(node); })).observe(region, { childList: true });
