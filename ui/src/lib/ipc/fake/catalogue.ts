/** The pretended catalogue: the five providers of the first hour, one with parameters, and one without an icon. */
import type { ProviderView } from "../generated/ProviderView";

const icon = (colour: string, shape: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${colour}"/>${shape}</svg>`;

const stroke = 'fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"';

function provider(view: Partial<ProviderView> & Pick<ProviderView, "id" | "name">): ProviderView {
  return {
    summary: "",
    icon: null,
    host: `api.${view.id}.example`,
    keyHint: null,
    pages: ["home", "docs", "keys", "billing"],
    params: [],
    custom: false,
    ...view,
  };
}

export const CATALOGUE: ProviderView[] = [
  provider({
    id: "crun",
    name: "Crun",
    summary: "Image and video generation",
    host: "api.crun.ai",
    icon: icon("#3b3f9e", `<path ${stroke} d="M21 11.5a7 7 0 1 0 0 9"/>`),
  }),
  provider({
    id: "sociavault",
    name: "SociaVault",
    summary: "Social media data",
    host: "api.sociavault.com",
    icon: icon(
      "#a13d63",
      `<circle ${stroke} cx="16" cy="16" r="6.5"/><path ${stroke} d="M16 16h6.5M16 9.5V7"/>`,
    ),
  }),
  provider({
    id: "srtgen",
    name: "SRTGen",
    summary: "Subtitles and transcription",
    host: "api.srtgen.com",
    keyHint: "Called “API key” under Settings, Developers.",
    icon: icon("#2f6fb3", `<path ${stroke} d="M9 12h14M9 17h9M9 22h5M22 22h1"/>`),
  }),
  provider({
    id: "structocr",
    name: "StructOCR",
    summary: "Text recognition for documents",
    host: "structocr.com",
    icon: icon("#3d7a45", `<path ${stroke} d="M9 12V9h3M20 9h3v3M23 20v3h-3M12 23H9v-3M13 16h6"/>`),
  }),
  provider({
    id: "supertone",
    name: "Supertone",
    summary: "Speech synthesis",
    host: "supertoneapi.com",
    pages: ["home", "docs", "keys"],
    icon: icon("#b35a1f", `<path ${stroke} d="M9 14v4M13 10v12M17 12v8M21 9v14M25 14v4"/>`),
  }),
  provider({
    id: "house-gateway",
    name: "House gateway",
    summary: "Language models, your own definition",
    host: "gateway.house.example",
    keyHint: "Begins with “hg-”.",
    pages: ["docs"],
    custom: true,
    params: [
      { name: "region", label: "Region", default: "eu", choices: ["eu", "us", "ap"] },
      { name: "team", label: "Team number", default: null, choices: [] },
    ],
  }),
];
