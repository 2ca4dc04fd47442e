// Find or do: a dialog with a combobox over pages, records and what this page can do.
// The records come from the search page as <li role="option" data-href="…"> rows.
const dialog = document.getElementById("palette");
const input = dialog?.querySelector("input");
const box = dialog?.querySelector("[role=listbox]");
const doing = dialog?.querySelector("[data-doing]");
let at = 0;

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
  box.querySelector("[data-none]").hidden = all.length > 0;
};

const narrow = () => {
  const words = input.value.trim().toLowerCase();
  box.querySelectorAll("[data-fixed] [role=option]").forEach((option) => {
    option.hidden = !option.textContent.toLowerCase().includes(words);
  });
  box.querySelectorAll("[data-fixed]").forEach((group) => {
    group.hidden = ![...group.querySelectorAll("[role=option]")].some((o) => !o.hidden);
  });
  if (!words) box.querySelector("#palette-found").replaceChildren();
  mark(0);
};

const offer = () => {
  const list = doing.querySelector("ul");
  const can = [...document.querySelectorAll("main [data-shortcut]")].filter((e) => e.offsetParent);
  list.replaceChildren(...can.map((element) => {
    const option = document.createElement("li");
    const name = document.createElement("span");
    const key = document.createElement("kbd");
    option.setAttribute("role", "option");
    name.textContent = (element.dataset.shortcutLabel || element.textContent).trim();
    key.textContent = element.dataset.shortcut;
    option.append(name, key);
    option.addEventListener("leadline:choose", () => element.click());
    return option;
  }));
};

const open = () => {
  offer();
  input.value = "";
  narrow();
  dialog.showModal();
  input.focus();
};

const choose = (option) => {
  if (!option) return;
  dialog.close();
  option.dispatchEvent(new CustomEvent("leadline:choose"));
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
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
    if (event.key === "Enter") {
      const option = options()[at];
      if (option) { event.preventDefault(); choose(option); }
    }
  });
  box.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
  box.addEventListener("htmx:afterSettle", () => mark(at));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
