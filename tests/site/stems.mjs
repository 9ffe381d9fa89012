// Asks the script of the website's search for the stem of every word of `stems.txt`, which a test of the program
// reads, too.
// Usage: node stems.mjs SCRIPT TABLE
import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";

const [script, table] = await Promise.all(process.argv.slice(2).map((path) => readFile(path, "utf8")));
// A page without a search: the script only defines its functions.
const page = { document: { getElementById: () => null } };
runInNewContext(script, page);
const fold = (word) => word.normalize("NFKD").replace(/\p{M}/gu, "");

let passed = 0;
let failed = 0;
function check(word, expected) {
  const stem = page.hakuvartalo(fold(word));
  const key = stem ? stem.key : null;
  const holds = key === expected && (!stem || fold(word).startsWith(stem.beginning));
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${word}: ${JSON.stringify(stem)} instead of ${expected}`);
  }
}

for (const line of table.split("\n")) {
  if (!line || line.startsWith("#")) continue;
  const [key, forms] = line.split(": ");
  for (const form of forms.split(" ")) check(form, key);
}
for (const word of ["kun", "työ", "2014", "abc1", "правда", ""]) check(word, null);
console.log(`stems: ${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed < 200 ? 1 : 0;
