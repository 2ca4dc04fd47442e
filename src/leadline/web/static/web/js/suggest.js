// A line that offers the names on record that hold what is typed, and says where a name is
// new. Down and Up go through them, Enter or a click takes one, Escape closes. Without
// script it is a line to type into.
const WAIT = 150;
let timer = null;

const parts = (input) => {
  const place = input.closest("[data-suggest]");
  return { place, list: place.querySelector("[role=listbox]") };
};

const dress = (root) => {
  root.querySelectorAll("[data-suggest] > input:not([role])").forEach((input) => {
    const { list } = parts(input);
    list.id ||= `suggest-${input.id || input.name}`;
    const says = {
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
    };
    Object.entries(says).forEach(([name, value]) => input.setAttribute(name, value));
  });
};

const close = (input) => {
  const { list } = parts(input);
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
};

const mark = (input, index) => {
  const options = [...parts(input).list.children];
  const at = options.length ? (index + options.length) % options.length : -1;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
  if (at < 0) input.removeAttribute("aria-activedescendant");
  else {
    options[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].id);
  }
};

const marked = (input) => [...parts(input).list.children].findIndex((one) => one.ariaSelected === "true");

// The name that is not there yet: it is made when the form is saved.
const fresh = (word, typed) => {
  const option = document.createElement("span");
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  option.dataset.name = typed;
  option.dataset.fresh = "";
  option.textContent = `New ${word} “${typed}”`;
  return option;
};

const show = (input, html) => {
  const { place, list } = parts(input);
  const typed = input.value.trim();
  list.innerHTML = html;
  const isThere = [...list.children].some((one) => one.dataset.name.toLowerCase() === typed.toLowerCase());
  if (typed && !isThere) list.append(fresh(place.dataset.suggestWord, typed));
  [...list.children].forEach((one, i) => { one.id = `${list.id}-${i}`; });
  list.hidden = !list.children.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
  input.removeAttribute("aria-activedescendant");
};

const ask = async (input) => {
  const room = location.pathname.match(/^\/w\/\d+\//)?.[0];
  const typed = input.value;
  if (!room || !typed.trim()) {
    close(input);
    return;
  }
  const kind = parts(input).place.dataset.suggest;
  const answer = await fetch(`${room}suggest/?${new URLSearchParams({ of: kind, q: typed })}`, { headers: { "HX-Request": "true" } });
  if (answer.ok && input.value === typed && document.activeElement === input) show(input, await answer.text());
};

const take = (input, option) => {
  const { place } = parts(input);
  input.value = option.dataset.name;
  const box = input.form?.elements[place.dataset.suggestTick];
  if (box) box.checked = "fresh" in option.dataset;
  close(input);
  input.dispatchEvent(new Event("change", { bubbles: true }));
  input.focus();
};

const isLine = (target) => target.matches?.("[data-suggest] > input");

document.addEventListener("input", (event) => {
  if (!isLine(event.target) || !event.isTrusted) return;
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT, event.target);
});

document.addEventListener("keydown", (event) => {
  if (!isLine(event.target) || event.isComposing) return;
  const input = event.target;
  const { list } = parts(input);
  if (list.hidden) return;
  const at = marked(input);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (event.key === "ArrowDown") mark(input, at + 1);
    else mark(input, at < 0 ? list.children.length - 1 : at - 1);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    event.stopPropagation();
    take(input, list.children[at]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    close(input);
  }
}, true);

document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.("[data-suggest] [role=option]");
  if (!option) return;
  event.preventDefault(); // the line keeps the focus
  take(option.closest("[data-suggest]").querySelector("input"), option);
});

document.addEventListener("focusout", (event) => {
  if (isLine(event.target)) close(event.target);
});

document.addEventListener("htmx:afterSettle", (event) => dress(event.detail.elt));
document.addEventListener("htmx:historyRestore", () => dress(document));
dress(document);
