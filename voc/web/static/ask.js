"use strict";
// Ctrl+Enter (⌘+Enter) in the box runs what stands in it.
document.getElementById("sql").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    const form = document.getElementById("ask");
    form.requestSubmit(form.querySelector('button[value="run"]'));
  }
});
