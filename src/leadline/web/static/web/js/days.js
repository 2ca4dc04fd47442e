// A day is typed in words, which the server reads and says back, or chosen from the
// browser's own calendar, which the button opens. Without script one types.
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-day-pick]");
  if (!button) return;
  const day = button.closest("[data-day]");
  const typed = day.querySelector("input[name]").value;
  const calendar = day.querySelector("[data-day-calendar]");
  calendar.value = IS_DAY.test(typed) ? typed : day.querySelector("[data-day-read]")?.dataset.dayRead || "";
  calendar.showPicker();
});

document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[data-day-calendar]")) return;
  event.stopPropagation();
  const typed = event.target.closest("[data-day]").querySelector("input[name]");
  typed.value = event.target.value;
  typed.dispatchEvent(new Event("input", { bubbles: true }));
  typed.dispatchEvent(new Event("change", { bubbles: true }));
  typed.focus();
}, true);
