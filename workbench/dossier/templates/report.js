"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const findings = [...document.querySelectorAll(".wb-finding")];
  const clauses = [...document.querySelectorAll(".wb-clause")];
  const apply = () => {
    const chosen = new FormData(form);
    const severities = chosen.getAll("severity");
    const category = chosen.get("category");
    const text = chosen.get("text").trim().toLowerCase();
    let shown = 0;
    for (const finding of findings) {
      const fits =
        severities.includes(finding.dataset.severity) &&
        (!category || finding.dataset.category === category) &&
        (!text || finding.textContent.toLowerCase().includes(text));
      finding.hidden = !fits;
      shown += fits;
    }
    for (const clause of clauses) {
      clause.hidden = !clause.querySelector(".wb-finding:not([hidden])");
    }
    form.elements.shown.value = shown;
  };
  const showTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.closest("[hidden]")) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  window.addEventListener("hashchange", showTarget);
  apply();
})();
