// Writing a comment: the toolbar puts marks around what is chosen, and an @ offers the
// people one can mention. All of it can be typed; without script the field still works.
const ASKED = /(?:^|[\s(])@([\p{L}\p{N}'.-]*(?: [\p{L}\p{N}'.-]*)?)$/u;
let asking = 0;

const put = (field, text, from, to, chosen) => {
  field.focus();
  field.setRangeText(text, from, to, "end");
  if (chosen) field.setSelectionRange(...chosen);
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const around = (field, before, after, empty) => {
  const { selectionStart: from, selectionEnd: to, value } = field;
  const words = value.slice(from, to) || empty;
  const start = from + before.length;
  put(field, before + words + after, from, to, [start, start + words.length]);
};

const MARKS = {
  bold: (field) => around(field, "**", "**", "words"),
  link: (field) => around(field, "[", "](https://)", "words"),
  list: (field) => {
    const { selectionStart, selectionEnd: to, value } = field;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    put(field, value.slice(from, to).replace(/^/gm, "- "), from, to);
  },
  mention: (field) => {
    const before = field.value[field.selectionStart - 1];
    put(field, before === undefined || /\s/.test(before) ? "@" : " @", field.selectionStart, field.selectionEnd);
  },
};

const pop = (field) => field.form.querySelector(".pop");
const close = (field) => {
  asking += 1;
  pop(field)?.remove();
  field.removeAttribute("aria-controls");
  field.removeAttribute("aria-activedescendant");
};

const mark = (field, option) => {
  pop(field).querySelectorAll("[role=option]").forEach((one) => {
    one.setAttribute("aria-selected", String(one === option));
  });
  field.setAttribute("aria-activedescendant", option.id);
};

const choose = (field, option) => {
  const upTo = field.selectionStart;
  const [, typed] = ASKED.exec(field.value.slice(0, upTo)) || [null, ""];
  close(field);
  put(field, `${option.dataset.name} `, upTo - typed.length, upTo);
};

const offer = async (field) => {
  const found = ASKED.exec(field.value.slice(0, field.selectionStart));
  if (!found) { close(field); return; }
  const mine = (asking += 1);
  const url = `${field.dataset.people}?q=${encodeURIComponent(found[1])}`;
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => null);
  const text = answer?.ok && await answer.text();
  if (mine !== asking || !text) return;
  const list = pop(field) || document.createElement("div");
  list.className = "pop";
  list.id = "people-to-mention";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People");
  list.replaceChildren(document.createRange().createContextualFragment(text));
  if (!list.querySelector("[role=option]") && found[1].includes(" ")) { close(field); return; }
  field.form.append(list);
  field.setAttribute("aria-controls", list.id);
  const first = list.querySelector("[role=option]");
  if (first) mark(field, first);
};

document.addEventListener("click", (event) => {
  const tool = event.target.closest?.("[data-mark]");
  if (tool) MARKS[tool.dataset.mark](tool.closest("form").querySelector("[data-write]"));
});
document.addEventListener("mousedown", (event) => {
  const option = event.target.closest?.(".write .pop [role=option]");
  if (!option) return;
  event.preventDefault();
  choose(option.closest("form").querySelector("[data-write]"), option);
});
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-write]")) offer(event.target);
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches("[data-write]")) close(event.target);
});
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-write]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    field.form.requestSubmit();
    return;
  }
  const options = pop(field) ? [...pop(field).querySelectorAll("[role=option]")] : [];
  if (!options.length) return;
  const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) mark(field, options[(at + step + options.length) % options.length]);
  else if (event.key === "Enter" || event.key === "Tab") choose(field, options[Math.max(at, 0)]);
  else if (event.key === "Escape") close(field);
  else return;
  event.preventDefault();
  event.stopPropagation();
});
