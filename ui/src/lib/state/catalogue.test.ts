import { expect, it } from "vitest";

import { CATALOGUE } from "../ipc/fake/catalogue";
import { searchProviders } from "./catalogue";

const find = (query: string) => searchProviders(CATALOGUE, query).map((provider) => provider.name);

it("lists all by name when nothing is asked for", () => {
  expect(find("  ")).toEqual(["Crun", "House gateway", "SociaVault", "SRTGen", "StructOCR", "Supertone"]);
});

it.each([
  ["srt", ["SRTGen"]],
  ["SPEECH", ["Supertone"]],
  ["data social", ["SociaVault"]],
  ["structocr.com", ["StructOCR"]],
  ["génération", ["Crun"]],
  ["nothing like it", []],
])("%s finds %j", (query, expected) => {
  expect(find(query)).toEqual(expected);
});

it("puts a name that begins so before one that only mentions it", () => {
  const named = {
    ...CATALOGUE[0],
    id: "speechy",
    name: "Speechy",
    summary: "",
  } as (typeof CATALOGUE)[number];
  expect(searchProviders([...CATALOGUE, named], "speech").map((provider) => provider.id)).toEqual([
    "speechy",
    "supertone",
  ]);
});
