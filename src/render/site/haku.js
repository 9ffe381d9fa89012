// The search of the site: compares what is typed with data that has been folded already. It asks no server.
(function () {
  "use strict";
  var form = document.getElementById("haku");
  if (!form || typeof hakutiedot === "undefined") return;
  var field = document.getElementById("q");
  var status = document.getElementById("maara");
  var list = document.getElementById("osumat");
  var most = 50;
  // The same letters as in the data: without case, accents and primes, Sámi letters as their base letters.
  var letters = { "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ǥ": "g", "ʒ": "z", "ø": "o", "æ": "ae", "ß": "ss" };
  var primes = /[ʹʺ'’‘´`′″ʼʻˈˊ\u0301＇]/g;

  function fold(text) {
    return text.replace(primes, "").normalize("NFKD").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "")
      .replace(primes, "").replace(/[đðŋŧǥʒøæß]/g, function (c) { return letters[c]; });
  }

  function words(text) {
    return fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  function show(hit) {
    var item = document.createElement("li");
    var link = document.createElement("a");
    link.href = form.dataset.root + hit.u;
    link.textContent = hit.t;
    if (hit.l) link.lang = hit.l;
    item.append(link, " (" + hit.k + ")");
    list.append(item);
  }

  function search() {
    var wanted = words(field.value);
    list.replaceChildren();
    if (!wanted.length) { status.textContent = ""; return; }
    var hits = hakutiedot.filter(function (one) {
      return wanted.every(function (word) { return one.f.includes(" " + word); });
    });
    hits.slice(0, most).forEach(show);
    var told = !hits.length ? "none" : hits.length === 1 ? "one" : hits.length > most ? "more" : "many";
    status.textContent = form.dataset[told].replace("{n}", hits.length).replace("{m}", most);
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  field.addEventListener("input", search);
  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();
