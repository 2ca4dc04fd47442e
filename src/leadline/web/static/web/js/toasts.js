// A receipt stays eight seconds; the clock stands still under the pointer and the focus.
const SECONDS = 8;
const region = document.getElementById("toasts");

const watch = (toast) => {
  let left = SECONDS;
  let held = false;
  const close = () => { clearInterval(clock); toast.remove(); };
  const clock = setInterval(() => {
    if (!toast.isConnected) clearInterval(clock);
    else if (!held && !document.hidden && (left -= 1) <= 0) close();
  }, 1000);
  Object.entries({ pointerenter: true, pointerleave: false, focusin: true, focusout: false })
    .forEach(([kind, now]) => toast.addEventListener(kind, () => { held = now; }));
  toast.querySelector("[data-close]").addEventListener("click", close);
};

region.querySelectorAll("[data-toast]").forEach(watch);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) watch(node);
  }
}).observe(region, { childList: true });
