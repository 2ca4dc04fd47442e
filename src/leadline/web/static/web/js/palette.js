// Find or do: a dialog with a combobox over pages, records, and what can be done. Its
// rows come from the search page, <li role="option"> with data-href (a page) or
// data-press (what the browser does itself); recent ones and those of the page from here.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const box = dialog?.querySelector("[role=listbox]");
const doing = dialog?.querySelector("[data-doing]");
const found = box?.querySelector("#palette-found");
let at = 0;
let waiting = false; // for the rows of what was typed
let chosen = false; // Enter came before they did

const options = () => [...box.querySelectorAll("[role=option]")].filter((o) => !o.hidden);

const mark = (index) => {
  const all = options();
  at = all.length ? (index + all.length) % all.length : 0;
  all.forEach((option, i) => {
    option.id ||= `option-${Math.random().toString(36).slice(2)}`;
    option.setAttribute("aria-selected", String(i === at));
  });
  if (all[at]) input.setAttribute("aria-activedescendant", all[at].id);
  else input.removeAttribute("aria-activedescendant");
  all[at]?.scrollIntoView({ block: "nearest" });
  box.querySelector("[data-none]").hidden = waiting || all.length > 0;
};

// The words that were typed, in bold where they stand in a name.
const embolden = (name, words) => {
  const found = words.filter(Boolean).map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
  const parts = found.length ? name.textContent.split(RegExp(`(${found.join("|")})`, "i")) : [name.textContent];
  name.replaceChildren(...parts.map((part, n) => {
    if (n % 2 === 0) return part;
    const bold = document.createElement("b");
    bold.textContent = part;
    return bold;
  }));
};

// The rows that the browser makes itself: those that hold each word that was typed.
const narrow = () => {
  const words = input.value.trim().toLowerCase().split(/\s+/);
  box.querySelectorAll("[data-doing], [data-recent]").forEach((group) => {
    const rows = [...group.querySelectorAll("[role=option]")];
    rows.forEach((row) => {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      embolden(row.querySelector("span"), row.hidden ? [] : words);
    });
    group.hidden = (group.matches("[data-recent]") && words[0] !== "") || rows.every((row) => row.hidden);
  });
};

const offer = () => {
  const list = doing.querySelector("ul");
  const can = [...document.querySelectorAll("main [data-shortcut]")].filter((e) => e.offsetParent);
  list.replaceChildren(...can.map((element) => {
    const option = doing.querySelector("template").content.firstElementChild.cloneNode(true);
    option.querySelector("span").textContent = (element.dataset.shortcutLabel || element.textContent).trim();
    option.querySelector("kbd").textContent = element.dataset.shortcut;
    option.addEventListener("leadline:choose", () => element.click());
    return option;
  }));
};

const open = () => {
  offer();
  box.querySelector("[data-recent]").dispatchEvent(new CustomEvent("leadline:recent", { bubbles: true }));
  input.value = "";
  waiting = chosen = false;
  narrow();
  found.replaceChildren();
  dialog.showModal();
  input.focus();
  mark(0);
  input.dispatchEvent(new CustomEvent("leadline:open"));
};

const press = {
  print: () => print(),
  copy: () => navigator.clipboard?.writeText(location.href),
  shortcuts: () => document.querySelector("[data-shortcuts-open]")?.click(),
};
["dark", "light", "system"].forEach((theme) => {
  press[theme] = () => document.querySelector(`[data-themes] button[value="${theme}"]`)?.click();
});

const choose = (option) => {
  if (!option) return;
  dialog.close();
  option.dispatchEvent(new CustomEvent("leadline:choose"));
  if (option.dataset.press) press[option.dataset.press]();
  if (option.dataset.href) location.assign(option.dataset.href);
};

if (dialog) {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-palette-open]");
    if (opener && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    }
  });
  input.addEventListener("input", () => { waiting = true; narrow(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
    if (event.key === "Enter") {
      const option = options()[at];
      if (waiting || option) event.preventDefault();
      if (waiting) chosen = true;
      else choose(option);
    }
  });
  box.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
  found.addEventListener("htmx:afterSwap", (event) => {
    waiting = event.detail.requestConfig.parameters.get("q") !== input.value;
    mark(0);
    if (chosen && !waiting) choose(options()[0]);
    chosen &&= waiting;
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
