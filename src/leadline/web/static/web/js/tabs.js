// A row of tabs that is wider than a phone begins where the current one can be seen.
document.querySelectorAll(".room-tabs").forEach((tabs) => {
  const here = tabs.querySelector("[aria-current]");
  if (here) tabs.scrollLeft = here.offsetLeft - (tabs.clientWidth - here.offsetWidth) / 2;
});
