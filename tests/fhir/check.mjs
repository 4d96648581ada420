// Reads Bundles with two validators of FHIR R4 and says what is wrong with them.
//
//   npm ci && node check.mjs BUNDLE.json ...
//
// HL7's own JSON schema knows how each value is written and which elements there are; FHIR.js knows
// HL7's profiles: what must be there, how often, and with which codes. Each sees what the other does
// not. Before that, a Bundle broken in several ways must be refused each time: a check that accepts
// everything says nothing. Leaves with 1 when something is wrong.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

const require = createRequire(import.meta.url);
const Schema = require("@asymmetrik/fhir-json-schema-validator");
const { Fhir } = require("fhir");
const schema = new Schema();
const profiles = new Fhir();

/** What either validator says against a Bundle; nothing if it is right. */
function findings(bundle) {
  const { messages } = profiles.validate(bundle, { errorOnUnexpected: true });
  // Warnings say that LOINC's own list of codes is not at hand here.
  const errors = messages.filter((it) => ["error", "fatal"].includes(it.severity));
  const said = errors.map((it) => `${it.resourceId ?? ""} ${it.location}: ${it.message}`);
  // The schema's list names whatever every other kind of resource would have wanted, too.
  if (!schema.validator(bundle)) said.push(`schema: ${place(schema.validator.errors)}`);
  const urls = (bundle.entry ?? []).map((entry) => entry.fullUrl);
  if (new Set(urls).size !== urls.length) said.push("bdl-7: fullUrl must be unique in a bundle");
  return said;
}

function place(errors) {
  const deepest = errors.reduce((a, b) => (b.dataPath.length > a.dataPath.length ? b : a));
  return `${deepest.dataPath}: ${deepest.message}`;
}

const BREAKS = {
  "no status": (it) => delete it.entry[0].resource.status,
  "a status that does not exist": (it) => (it.entry[0].resource.status = "finished"),
  "no code": (it) => delete it.entry[0].resource.code,
  "an element that does not exist": (it) => (it.entry[0].resource.painful = true),
  "a time of day without an offset": (it) => (it.entry[0].resource.effectiveDateTime = "2026-10-03T06:12:04"),
  "a number as text": (it) => (it.entry[0].resource.valueQuantity.value = "2"),
  "a value of two kinds": (it) => (it.entry[0].resource.effectiveInstant = [1]),
  "an identity twice": (it) => (it.entry[1].fullUrl = it.entry[0].fullUrl),
};

const given = process.argv.slice(2);
if (!given.length) {
  console.error("usage: node check.mjs BUNDLE.json ...");
  process.exit(2);
}
const wrong = [];
const bundles = given.map((path) => [basename(path), JSON.parse(readFileSync(path, "utf8"))]);
for (const [name, bundle] of bundles) {
  const said = findings(bundle);
  wrong.push(...said.slice(0, 20).map((finding) => `${name}: ${finding}`));
  console.log(`${name}: ${bundle.entry.length} observations, ${said.length} findings`);
}
for (const [how, breakIt] of Object.entries(BREAKS)) {
  const broken = structuredClone(bundles[0][1]);
  breakIt(broken);
  if (!findings(broken).length) wrong.push(`a Bundle with ${how} is accepted`);
}
for (const finding of wrong) console.error(finding);
process.exit(wrong.length ? 1 : 0);
