// What cannot be undone asks first: data-confirm on a form or button, hx-confirm for
// htmx. Script only adds the question: without it the form goes through as it stands.
const dialog = document.getElementById("confirm");
let agreed = null;

const ask = (question, word, then) => {
  dialog.querySelector("[data-question]").textContent = question;
  dialog.querySelector("[data-agree]").textContent = word || "Go on";
  agreed = then;
  dialog.showModal();
};

dialog?.addEventListener("close", () => {
  const then = agreed;
  agreed = null;
  if (dialog.returnValue === "yes" && then) then();
  dialog.returnValue = "";
});

document.addEventListener("submit", (event) => {
  const asked = [event.submitter, event.target].find((e) => e?.dataset.confirm);
  if (!asked || asked.dataset.agreed || !dialog) return;
  event.preventDefault();
  event.stopPropagation();
  const { target, submitter } = event;
  ask(asked.dataset.confirm, asked.dataset.confirmWord, () => {
    asked.dataset.agreed = "yes";
    target.requestSubmit(submitter);
    delete asked.dataset.agreed;
  });
}, true);

document.addEventListener("htmx:confirm", (event) => {
  if (!event.detail.question || !dialog) return;
  event.preventDefault();
  ask(event.detail.question, event.target.dataset.confirmWord, () => {
    event.detail.issueRequest(true);
  });
});
