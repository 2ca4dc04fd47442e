// The records one was at, for "Find or do". They are kept in this browser alone: nobody
// else learns who read what. Who leaves (any page outside of a workspace) takes them along.
const MOST = 6;
const space = location.pathname.match(/^\/w\/\d+\//)?.[0];
const name = `leadline.recent ${space}`;
const read = () => {
  try { return JSON.parse(localStorage.getItem(name)) || []; } catch { return []; }
};

const told = (at) => {
  const then = new Date(at);
  if (then.toDateString() !== new Date().toDateString()) return then.toLocaleDateString(undefined, { day: "numeric", month: "short" });
  return then.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
};

// Rows for the palette; the icon is that of the room the record belongs to.
const rows = () => read().filter((one) => one.path !== location.pathname).map((one) => {
  const option = document.querySelector("[data-recent] template").content.firstElementChild.cloneNode(true);
  const icon = document.querySelector(`.side .nav a[href="${CSS.escape(one.room)}"] .icon`);
  option.dataset.href = one.path;
  option.firstElementChild.textContent = one.title;
  option.querySelector(".where").textContent = told(one.at);
  if (icon) option.prepend(icon.cloneNode(true));
  return option;
});

document.addEventListener("leadline:recent", (event) => {
  const group = event.target;
  group.querySelector("ul").replaceChildren(...rows());
});

try {
  if (!space) {
    Object.keys(localStorage).filter((key) => key.startsWith("leadline.recent ")).forEach((key) => localStorage.removeItem(key));
  } else if (/\/\d+\/$/.test(location.pathname.slice(space.length - 1)) && document.querySelector("main h1")) {
    const room = document.querySelector(".side .nav a[aria-current]")?.getAttribute("href") || "";
    const title = document.title.replace(/ · Leadline$/, "");
    const others = read().filter((one) => one.path !== location.pathname);
    const kept = [{ path: location.pathname, title, room, at: Date.now() }, ...others];
    localStorage.setItem(name, JSON.stringify(kept.slice(0, MOST)));
  }
} catch { /* A browser that keeps nothing shows none. */ }
