import { readdirSync, readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { expect, test } from "@playwright/test";

const folder = new URL("../dist/assets/", import.meta.url);
const LANGUAGES = /^(de|es|ja|ko|zh)-/;
const CHARTS = /^HistoryPage-/;

function size(file: string): number {
  return gzipSync(readFileSync(new URL(file, folder)), { level: 9 }).length;
}

function sum(files: string[]): number {
  return files.reduce((total, file) => total + size(file), 0);
}

const files = readdirSync(folder);
const languages = files.filter((file) => LANGUAGES.test(file));
const charts = files.filter((file) => CHARTS.test(file));

test("one person's page, all of it but the charts, is below 150 kB", () => {
  expect(languages).toHaveLength(5);
  const rest = files.filter((file) => !LANGUAGES.test(file) && !CHARTS.test(file));
  const largest = Math.max(...languages.map(size));
  expect(sum(rest) + largest).toBeLessThan(150_000);
});

test("the charts come with the history and with nothing else", () => {
  expect(charts).toHaveLength(1);
  const drawing = /uplot|u-legend/i;
  const others = files.filter((file) => file.endsWith(".js") && !CHARTS.test(file));
  for (const file of others) expect(readFileSync(new URL(file, folder), "utf8"), file).not.toMatch(drawing);
  expect(readFileSync(new URL(charts[0] ?? "", folder), "utf8")).toMatch(drawing);
});
