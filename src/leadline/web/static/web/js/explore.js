// Draws the charts one can look around in with Vega, in the colours of the tokens.
const tokens = ["ink-2", "ink-3", "hairline", "hairline-strong", "accent", "surface",
  "cat-1", "cat-2", "cat-3", "cat-4", "cat-5", "cat-6"];

const colours = () => {
  const probe = document.body.appendChild(document.createElement("i"));
  const found = {};
  for (const token of tokens) {
    probe.style.color = `var(--${token})`;
    found[token] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
};

const look = () => {
  const c = colours();
  const font = getComputedStyle(document.body).fontFamily;
  return {
    background: "transparent",
    font,
    axis: { labelColor: c["ink-3"], titleColor: c["ink-2"], gridColor: c.hairline, domainColor: c["hairline-strong"], tickColor: c["hairline-strong"], labelFontSize: 12, titleFontSize: 12, titleFontWeight: 500 },
    legend: { labelColor: c["ink-2"], titleColor: c["ink-2"], labelFontSize: 12 },
    view: { stroke: null },
    mark: { color: c.accent },
    range: { category: [1, 2, 3, 4, 5, 6].map((i) => c[`cat-${i}`]) },
  };
};

const draw = async (place) => {
  const spec = JSON.parse(document.getElementById(place.dataset.explore).textContent);
  const sized = { width: "container", height: 280, autosize: { type: "fit", contains: "padding" } };
  const quiet = { ast: true, defaultStyle: false, actions: false, config: look() };
  await window.vegaEmbed(place, { ...sized, ...spec }, { ...quiet, tooltip: { disableDefaultStyle: true } });
  place.parentElement.querySelector("[data-explore-table]")?.removeAttribute("open");
};

const all = () => {
  if (window.vegaEmbed) document.querySelectorAll("[data-explore]").forEach(draw);
};

window.addEventListener("DOMContentLoaded", all);
document.addEventListener("leadline:theme", all);
document.addEventListener("htmx:afterSettle", (event) => {
  if (window.vegaEmbed) event.detail.elt.querySelectorAll?.("[data-explore]").forEach(draw);
});
