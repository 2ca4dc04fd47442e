// Proposes the browser's time zone where a page asks for one and none was said: a
// choice with data-zone that still stands at that value. A zone that the list does
// not know proposes nothing.
const propose = () => {
  const said = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const choice of document.querySelectorAll("select[data-zone]")) {
    const known = [...choice.options].some((option) => option.value === said);
    if (!known || choice.value !== choice.dataset.zone) continue;
    choice.value = said;
    const note = document.getElementById(choice.dataset.zoneNote);
    if (note) note.hidden = false;
  }
};
propose();
