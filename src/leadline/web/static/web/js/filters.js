// With script the filters work by themselves, so their button is not needed.
document.documentElement.dataset.script = "on";
