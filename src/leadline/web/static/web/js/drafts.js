// What is typed into the form of something new is kept in this browser until it is saved:
// closed by mistake, it can be put back. Nothing of it leaves the browser, and signing out
// or two weeks take it away. A form with data-draft="who" is kept, each by its address.
const PREFIX = "draft:";
const LONGEST = 14 * 24 * 3600 * 1000;
const WAIT = 400;
const form = document.querySelector("main form[data-draft]");
const key = form && `${PREFIX}${form.dataset.draft}:${location.pathname}`;

// A browser may keep nothing.
const tried = (does) => { try { return does(); } catch { return null; } };
const store = {
  read: (name) => tried(() => JSON.parse(localStorage.getItem(name))),
  write: (name, value) => tried(() => { localStorage.setItem(name, JSON.stringify(value)); return true; }),
  names: () => tried(() => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) ?? [],
  drop: (name) => tried(() => localStorage.removeItem(name)),
};

const fields = () => [...form.elements].filter((field) => field.name
  && !["hidden", "file", "password", "submit", "button", "fieldset"].includes(field.type));

const said = () => fields().map((field) => {
  if (field.type === "checkbox" || field.type === "radio") return [field.name, field.value, field.checked];
  if (field.type === "select-multiple") return [field.name, [...field.selectedOptions].map((one) => one.value)];
  return [field.name, field.value];
});

const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
const day = (at) => new Date(at).toLocaleDateString([], { day: "numeric", month: "short" });

const tell = (words) => {
  const line = form.querySelector("[data-draft-said]");
  if (line) line.textContent = words;
};

const put = (values) => {
  const known = fields();
  values.forEach(([name, value, isChecked]) => {
    const same = known.filter((field) => field.name === name);
    const box = same.find((field) => ["checkbox", "radio"].includes(field.type) && field.value === value);
    if (box) box.checked = isChecked;
    else if (same[0]?.type === "select-multiple") {
      [...same[0].options].forEach((one) => { one.selected = value.includes(one.value); });
    } else if (same[0]) same[0].value = value;
  });
  known.forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
};

const keep = (isSent = false) => {
  const draft = { at: Date.now(), values: said(), isSent };
  if (store.write(key, draft)) tell(`Kept as a draft in this browser, ${clock(draft.at)}`);
};

const offer = (draft) => {
  const box = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true);
  box.querySelector("p").textContent = `You typed here on ${day(draft.at)} at ${clock(draft.at)} and did not save it.`;
  box.addEventListener("click", ({ target }) => {
    if (!target.matches("button")) return;
    if (target.value === "put") put(draft.values);
    else store.drop(key);
    box.remove();
    fields()[0]?.focus();
  });
  form.before(box);
};

// Signed out: nothing of anybody stays. Else what is old, and what was sent and is not
// before us again, was saved or is not wanted any more.
const tidy = () => {
  const isOut = Boolean(document.querySelector("body:not(.app) .sign-form"));
  store.names().forEach((name) => {
    const draft = store.read(name);
    const isOld = !draft?.at || Date.now() - draft.at > LONGEST;
    if (isOut || isOld || (draft.isSent && name !== key)) store.drop(name);
  });
};

const begin = () => {
  const draft = store.read(key);
  const isRefused = Boolean(document.querySelector("main [data-refused]"));
  if (isRefused) keep();
  else if (draft && JSON.stringify(draft.values) !== JSON.stringify(said())) offer(draft);
  let timer = null;
  for (const name of ["input", "change"]) form.addEventListener(name, () => {
    clearTimeout(timer);
    timer = setTimeout(keep, WAIT);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(true);
  });
};

tidy();
if (form) begin();
