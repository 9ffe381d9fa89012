// The search of the site: compares what is typed with data that has been folded already. It asks no server.
(function () {
  "use strict";
  var form = document.getElementById("haku");
  if (!form || typeof hakutiedot === "undefined") return;
  var field = document.getElementById("q");
  var status = document.getElementById("maara");
  var list = document.getElementById("osumat");
  var most = 50;
  // Every word of the data once, for the forms of a word that is typed.
  var known = new Set();
  hakutiedot.forEach(function (one) { one.f.split(" ").forEach(function (word) { known.add(word); }); });
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

  // What matches the other forms of this word that the data has; null when it has none.
  function forms(word) {
    var stem = hakuvartalo(word);
    var found = [];
    if (stem) known.forEach(function (other) {
      if (!other.startsWith(stem.beginning) || other.startsWith(word)) return;
      var one = hakuvartalo(other);
      if (one && one.key === stem.key) found.push(other);
    });
    return found.length ? new RegExp(" (?:" + found.join("|") + ")(?: |$)") : null;
  }

  function search() {
    var wanted = words(field.value).map(function (word) { return { beginning: " " + word, forms: forms(word) }; });
    list.replaceChildren();
    if (!wanted.length) { status.textContent = ""; return; }
    // What begins with every word goes first, then what has another form of one.
    var hits = [], others = [];
    hakutiedot.forEach(function (one) {
      var begun = true;
      var found = wanted.every(function (word) {
        if (one.f.includes(word.beginning)) return true;
        begun = false;
        return word.forms && word.forms.test(one.f);
      });
      if (found) (begun ? hits : others).push(one);
    });
    hits = hits.concat(others);
    hits.slice(0, most).forEach(show);
    var told = !hits.length ? "none" : hits.length === 1 ? "one" : hits.length > most ? "more" : "many";
    status.textContent = form.dataset[told].replace("{n}", hits.length).replace("{m}", most);
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  field.addEventListener("input", search);
  field.value = new URLSearchParams(location.search).get("q") || "";
  search();
})();

// The stem of a folded word: what its forms share, as Snowball finds it for Finnish, and then united over consonant
// gradation and the stems of nouns. `src/model/stem.rs` has the same rules; one table of words tests both.
function hakuvartalo(word) {
  "use strict";
  if (!/^[a-z]{4,}$/.test(word)) return null;
  var stem = word;
  var p1 = (/^[^aeiouy]*[aeiouy]+[^aeiouy]/.exec(word) || [word])[0].length;
  var p2 = (/^(?:[^aeiouy]*[aeiouy]+[^aeiouy]){2}/.exec(word) || [word])[0].length;
  function has(ending) { return ending.test(stem); }
  // What matches in the stem from a place on.
  function find(ending, from) { return (ending.exec(stem.slice(from)) || [""])[0]; }
  function cut(n) { stem = stem.slice(0, stem.length - n); }

  var particle = find(/(?:kaan|han|kin|sti|pa|ko)$/, p1);
  if (particle && (particle === "sti" ? stem.length - 3 >= p2 : /[aeiouynt]$/.test(stem.slice(0, -particle.length)))) cut(particle.length);

  var owner = find(/(?:nsa|mme|nne|ni|si|an|en)$/, p1);
  if (owner === "ni") {
    cut(2);
    stem = stem.replace(/kse$/, "ksi");
  } else if (owner.length === 3 || (owner === "si" && !has(/ksi$/)) || (owner === "an" && has(/(?:lla|na|ssa|ta)an$/)) || (owner === "en" && has(/(?:lle|ine)en$/))) {
    cut(owner.length);
  }

  // The longest ending whose letters before it fit.
  var cases = [/[aeiou]i(siin)$/, /(?:aa|ee|ii|oo|uu)(seen)$/, /[aeiou]i(tten)$/, /a(han)$/, /[aeiou]i(den)$/, /e(hen)$/, /i(hin)$/, /o(hon)$/, /u(hun)$/,
    /(lla|ssa|lta|sta|tta|lle|ine|ksi)$/, /(na|ta)$/, /(a|n)$/];
  var found = cases.map(function (one) { return one.exec(stem.slice(p1)); }).find(Boolean);
  var ending = found ? found[1] : "";
  var removed = ending && !(ending === "tta" && !has(/etta$/)) && !(ending === "a" && !has(/[^aeiouy][aeiouy]a$/));
  if (removed) cut(ending.length + (ending === "n" && has(/(?:aa|ee|ii|oo|uu|ie)n$/) ? 1 : 0));

  var other = find(/(?:eja|i?m[mp][ai])$/, p2);
  if (other && !(other[0] === "m" && has(/pom[mp][ai]$/))) cut(other.length);

  if (removed) {
    if (find(/[ij]$/, p1)) cut(1);
  } else if (find(/[aeiouy]t$/, p1)) {
    cut(1);
    var most = find(/i?mma$/, p2);
    if (most && !(most === "mma" && has(/pomma$/))) cut(most.length);
  }

  if (stem.length >= p1) {
    [/(?:aa|ee|ii|oo|uu)$/, /[^aeiouy][aei]$/, /[ou]j$/, /jo$/].forEach(function (end) { if (find(end, p1)) cut(1); });
    stem = stem.replace(/([^aeiouy])\1([aeiouy]*)$/, "$1$2");
  }

  // The stems of one noun.
  if (/inen$/.test(word)) stem = word.slice(0, -3) + "s";
  if (has(/[aeiouy]ks[ei]?$/)) stem = stem.replace(/ks[ei]?$/, "s");
  else if (has(/[aeiouy]st$/)) cut(1);
  if (has(/[aeiouy]mis$/)) cut(2);
  else if ((word === stem + "en" && has(/[aeiouy]{2}[lr]t$/)) || has(/(?:[uy]s|uu[dt]|yy[dt])$/)) cut(1);
  else if (has(/as$/) && stem.length > 5) cut(2);
  stem = stem.replace(/([^aeiouy])\1([aeiouy]*)$/, "$1$2");

  // The strong grade of the last consonant.
  var last = stem.search(/[^aeiouy][aeiouy]*$/);
  if (last < 0) return null;
  var before = stem.slice(0, last);
  var consonant = stem[last];
  var vowels = stem.slice(last + 1);
  var next = word[last + 1];
  var partner = "";
  if (/[nlr]/.test(consonant) && (next === consonant || (next === "t" && !/[aeiouy]{2}$/.test(before)))) partner = "t";
  else if (consonant === "m" && (next === "m" || next === "p")) partner = "p";
  else if (consonant === "g" && /n$/.test(before)) consonant = "k";
  else consonant = { d: "t", v: "p" }[consonant] || consonant;
  var key = before + consonant + partner + (/^(?:e|i|ia)$/.test(vowels) ? "" : vowels);
  return key.length < 3 ? null : { key: key, beginning: key.slice(0, last + partner.length) };
}
