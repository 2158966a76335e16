import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import globals from "globals";
import ts from "typescript-eslint";

import svelteConfig from "./svelte.config.js";

const shell = {
  group: ["@tauri-apps/*"],
  message: "Only lib/ipc/tauri.ts talks to the shell; go through the Backend.",
};
const backends = {
  regex: "/ipc/(tauri|fake)(/|$)",
  message: "Which backend is used is chosen in main.ts alone; take it from the app's state.",
};
const views = { regex: "/views/", message: "Components know nothing of views." };
const domain = {
  regex: "/(lib/(ipc|state|i18n)|account|views)(/|$)",
  message: "components/ui has no domain: pass it what it shows.",
};

const restrict = (...patterns) => ({ "no-restricted-imports": ["error", { patterns }] });

export default ts.config(
  { ignores: ["dist", "dist-fake", "src/lib/ipc/generated"] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": "off",
      "max-lines": ["error", { max: 250, skipBlankLines: true, skipComments: true }],
      "no-console": "error",
      "no-restricted-globals": [
        "error",
        { name: "setInterval", message: "The page has no timer." },
        { name: "fetch", message: "The page has no network." },
      ],
      ...restrict(shell, backends),
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      "svelte/no-at-html-tags": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: 'SvelteAttribute[key.name="style"]',
          message: "The page's policy blocks style attributes; set a custom property with style:--name.",
        },
      ],
      "svelte/button-has-type": "error",
    },
  },
  { files: ["src/components/ui/**"], rules: restrict(shell, backends, domain) },
  { files: ["src/components/account/**", "src/lib/**"], rules: restrict(shell, backends, views) },
  { files: ["src/lib/ipc/tauri.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["src/main.ts"], rules: restrict(shell) },
  { files: ["src/**/*.test.ts", "src/test/**"], rules: { ...restrict(shell), "max-lines": "off" } },
  { files: ["src/lib/i18n/*.ts", "src/lib/ipc/fake/*.ts"], rules: { "max-lines": "off" } },
  { files: ["*.config.{js,ts}", "e2e/**"], languageOptions: { globals: { ...globals.node } } },
);
