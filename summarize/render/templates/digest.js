"use strict";
(() => {
  const labels = JSON.parse(document.getElementById("labels").textContent);
  const initial = document.documentElement.lang;
  const buttons = [...document.querySelectorAll("[data-choice]")];
  const articles = [...document.querySelectorAll("main article")];
  const plain = { "ɔ": "o", "ɛ": "e", "ɲ": "n", "ŋ": "n", "œ": "oe", "’": "'" };
  const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ɔɛɲŋœ’]/g, c => plain[c]);
  const texts = articles.map(article => fold(article.textContent));

  // Shows one language, or all for ""; a story that is not in that language is shown in its own.
  function choose(code) {
    const language = code || initial;
    document.documentElement.lang = language;
    document.body.classList.toggle("single", Boolean(code));
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.choice === code));
    for (const group of document.querySelectorAll(".versions")) {
      const versions = [...group.querySelectorAll(".version")];
      const wanted = versions.find(version => version.dataset.language === code)
        ?? versions.find(version => "original" in version.dataset);
      const single = code || group.classList.contains("headlines");
      for (const version of versions) version.hidden = Boolean(single) && version !== wanted;
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      element.textContent = labels[language][element.dataset.label];
    }
  }

  function search() {
    const words = fold(document.getElementById("search").value).split(/\s+/).filter(Boolean);
    articles.forEach((article, place) => { article.hidden = !words.every(word => texts[place].includes(word)); });
    document.getElementById("found").textContent = articles.filter(article => !article.hidden).length;
    for (const section of document.querySelectorAll(".section")) section.hidden = !section.querySelector("article:not([hidden])");
  }

  // #lang=fr chooses a language and #search=kidal searches, so that both can be shared as a link.
  function follow() {
    const wanted = new URLSearchParams(location.hash.slice(1));
    const code = wanted.get("lang");
    if (code !== null && (code === "" || buttons.some(button => button.dataset.choice === code))) choose(code);
    if (wanted.has("search")) { document.getElementById("search").value = wanted.get("search"); search(); }
  }

  document.querySelector(".controls").hidden = false;
  for (const button of buttons) {
    button.addEventListener("click", () => {
      choose(button.dataset.choice);
      history.replaceState(null, "", "#lang=" + button.dataset.choice);
    });
  }
  document.getElementById("search").addEventListener("input", search);
  document.querySelector("form").addEventListener("submit", event => event.preventDefault());
  addEventListener("hashchange", follow);
  follow();
})();
