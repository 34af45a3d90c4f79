// Reads lines of JSON with chrono-node and times it: FOLDER with node_modules, then for each INPUT OUTPUT SECONDS one report.
import { closeSync, createReadStream, openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [folder, ...given] = process.argv.slice(2);
const chrono = createRequire(`${folder}/`)("chrono-node");

const LEAD = /^\s*(?:(?:on|at|in|from|by|since|until|till|before|after|of|for|to|within|during|and)\s+)*/i;
const BETWEEN = /\s+(?:to|and|until|through|till|-|–|—)\s+|\s*[–—]\s*/gi;
const PARTS = { morning: "TMO", afternoon: "TAF", evening: "TEV", night: "TNI", tonight: "TNI" };

const two = (number) => String(number).padStart(2, "0");
const year = (date) => String(date.getUTCFullYear()).padStart(4, "0");
const day = (date) => `${year(date)}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;

/** The ISO week that a day is in. */
function week(date) {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return `${thursday.getUTCFullYear()}-W${two(Math.ceil(((thursday - first) / 86400000 + 1) / 7))}`;
}

/** TIMEX3 type and value: as fine as the components that chrono is certain of; weeks and parts of the day by their word. */
function value(words, parts, tags) {
  const lower = words.toLowerCase();
  const date = new Date(Date.UTC(parts.get("year"), parts.get("month") - 1, parts.get("day")));
  date.setUTCFullYear(parts.get("year"));
  if (tags.has("casualReference/now")) return ["DATE", "PRESENT_REF"];
  if (parts.isCertain("hour")) return ["TIME", `${day(date)}T${two(parts.get("hour"))}:${two(parts.get("minute") ?? 0)}`];
  const part = (lower.match(/[a-z]+/g) ?? []).find((word) => Object.hasOwn(PARTS, word));
  if (part) return ["TIME", day(date) + PARTS[part]];
  if (lower.includes("weekend")) return ["DATE", `${week(date)}-WE`];
  if (/\bweeks?\b/.test(lower) && !parts.isCertain("weekday")) {
    if (!parts.isCertain("day")) date.setUTCDate(date.getUTCDate() + 1); // chrono begins "this week" on its Sunday
    return ["DATE", week(date)];
  }
  if (/\bquarter/.test(lower)) return ["DATE", `${day(date).slice(0, 4)}-Q${Math.ceil(parts.get("month") / 3)}`];
  if (parts.isCertain("day") || parts.isCertain("weekday")) return ["DATE", day(date)];
  if (parts.isCertain("month")) return ["DATE", day(date).slice(0, 7)];
  return ["DATE", parts.isCertain("year") ? day(date).slice(0, 4) : day(date)];
}

/** The expressions of one result: a range whose two ends stand apart gives both. */
function expressions(result) {
  const tags = result.tags();
  const lead = result.text.match(LEAD)[0].length; // words without a preposition before them, as TIMEX3 has it
  const from = result.index + lead;
  const words = result.text.slice(lead).replace(/[\s,;:]+$/, "");
  const breaks = result.end ? [...words.matchAll(BETWEEN)] : [];
  if (breaks.length !== 1) return [[from, from + words.length, ...value(words, result.start, tags)]];
  const [first, second] = [words.slice(0, breaks[0].index), words.slice(breaks[0].index + breaks[0][0].length)];
  const behind = from + words.length - second.length;
  return [
    [from, from + first.length, ...value(first, result.start, tags)],
    [behind, behind + second.length, ...value(second, result.end, tags)],
  ];
}

/** The expressions of a text in code points; a day alone stands for its noon, a clock for itself, zones left out. */
function read(text, created) {
  const clock = created && (created.length > 10 ? created.slice(0, 19) : `${created}T12:00`);
  const times = chrono.parse(text, clock ? new Date(clock) : undefined).flatMap(expressions);
  if (!/[\ud800-\udbff]/.test(text)) return times;
  const points = (end) => [...text.slice(0, end)].length;
  return times.map(([start, end, ...rest]) => [points(start), points(end), ...rest]);
}

for (let at = 0; at < given.length; at += 3) {
  const [source, target, limit] = [given[at], given[at + 1], Number(given[at + 2])];
  const start = performance.now();
  const out = openSync(target, "w");
  let documents = 0;
  for await (const line of createInterface({ input: createReadStream(source), crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    const row = JSON.parse(line);
    writeSync(out, `${JSON.stringify({ id: row.id, times: read(row.text, row.created) })}\n`);
    documents += 1;
    if (limit && performance.now() - start > 1000 * limit) break;
  }
  closeSync(out);
  console.log(JSON.stringify({ documents, seconds: (performance.now() - start) / 1000 }));
}
