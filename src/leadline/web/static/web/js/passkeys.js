// Makes a passkey or asks for one when a form is sent: data-passkey says which, and
// data-options holds what for; data-options-from is where to get that at the last moment.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const note = form.querySelector("[data-passkey-note]");
  const Key = window.PublicKeyCredential;
  if (!Key?.parseRequestOptionsFromJSON) {
    note.textContent =
      "This browser makes no passkeys here: it takes https:// and a browser of 2025 or later.";
    return;
  }
  note.textContent = "Waiting for your device.";
  try {
    const { publicKey } = JSON.parse(form.dataset.options || (await fetched(form)));
    const found =
      form.dataset.passkey === "make"
        ? await navigator.credentials.create({
            publicKey: Key.parseCreationOptionsFromJSON(publicKey),
          })
        : await navigator.credentials.get({
            publicKey: Key.parseRequestOptionsFromJSON(publicKey),
          });
    form.elements.credential.value = JSON.stringify(found.toJSON());
    form.submit();
  } catch (error) {
    note.textContent =
      error.name === "InvalidStateError"
        ? "This device has a passkey for you already."
        : "No passkey was given. Nothing is changed; try again, or take another way.";
  }

  async function fetched(form) {
    const answer = await fetch(form.dataset.optionsFrom, { cache: "no-store" });
    return (await answer.json()).options;
  }
});
