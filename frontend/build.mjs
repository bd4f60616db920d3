// Writes src/convenant/web/shared/static/vendor/: one stylesheet with the NL Design System
// components we use and only the design tokens they need, htmx, and their licence notices.
// Run `npm ci --prefix frontend` first, then `node frontend/build.mjs`.

import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const MODULES = join(HERE, "node_modules");
const STATIC = join(HERE, "../src/convenant/web/shared/static");
const OUT = join(STATIC, "vendor");
const TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens";
const SCRIPT = "htmx.org";

const COMPONENTS = {
  "@nl-design-system-candidate/button-css": "dist/button.css",
  "@nl-design-system-candidate/data-badge-css": "dist/data-badge.css",
  "@nl-design-system-candidate/skip-link-css": "dist/skip-link.css",
  "@utrecht/alert-css": "dist/index.css",
  "@utrecht/textbox-css": "dist/index.css",
  "@utrecht/textarea-css": "dist/index.css",
  "@utrecht/select-css": "dist/index.css",
  "@utrecht/table-css": "dist/index.css",
};

// Variants no screen of ours uses; a selector that names one is left out.
const UNUSED = new RegExp(
  [
    "nl-button--pressed", "--positive", "--icon-only", "skip-link--visible$", "-size\\b",
    "placeholder-(ltr|rtl)", "--(hover|focus|focus-visible)\\b", "--distanced",
    "utrecht-(textbox|textarea|select)--(invalid|disabled|read-only|busy|numeric|password|url)",
    "utrecht-textarea--html-textarea:invalid", // would redden required fields before typing
    "utrecht-table__", "utrecht-table--(fixed|oneline|busy|alternate|row)", "> figcaption",
  ].join("|"),
);

const read = (name, file) => readFileSync(join(MODULES, name, file), "utf8");

/** Splits text on a separator that stands outside brackets. */
function splitOutside(text, separator) {
  const parts = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < text.length; i += 1) {
    if ("([{".includes(text[i])) depth += 1;
    else if (")]}".includes(text[i])) depth -= 1;
    else if (text[i] === separator && depth === 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** Yields [prelude, body] of each block at the top level of a stylesheet. */
function* blocks(css) {
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let i = 0; i < css.length; i += 1) {
    if (css[i] === "{") {
      if (depth === 0) open = i;
      depth += 1;
    } else if (css[i] === "}") {
      depth -= 1;
      if (depth === 0) {
        yield [css.slice(start, open).trim(), css.slice(open + 1, i).trim()];
        start = i + 1;
      }
    }
  }
}

/** The same rules on one line each, without comments and without unused variants. */
function slim(css) {
  const lines = [];
  for (const [prelude, body] of blocks(css.replace(/\/\*[\s\S]*?\*\//g, ""))) {
    if (prelude.startsWith("@media") || prelude.startsWith("@supports")) {
      const inner = slim(body);
      if (inner) lines.push(`${prelude}{${inner.replaceAll("\n", "")}}`);
    } else if (prelude.startsWith("@")) {
      lines.push(`${prelude}{${body.replace(/\s+/g, " ")}}`);
    } else {
      const kept = splitOutside(prelude, ",").filter((selector) => !UNUSED.test(selector));
      const declarations = splitOutside(body, ";").map((line) => line.replace(/\s+/g, " "));
      if (kept.length && declarations.length) {
        lines.push(`${kept.join(",")}{${declarations.join(";")}}`);
      }
    }
  }
  return lines.join("\n");
}

/** The tokens that the given stylesheets use, and the tokens those use in turn. */
function usedTokens(themeCss, sheets) {
  const [[selector, body]] = [...blocks(themeCss.replace(/\/\*[\s\S]*?\*\//g, ""))];
  const values = new Map();
  for (const declaration of splitOutside(body, ";")) {
    const colon = declaration.indexOf(":");
    values.set(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
  }
  const names = (text) => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map((match) => match[1]);
  const kept = new Set();
  const waiting = sheets.flatMap(names);
  while (waiting.length) {
    const name = waiting.pop();
    if (kept.has(name) || !values.has(name)) continue;
    kept.add(name);
    waiting.push(...names(values.get(name)));
  }
  const lines = [...values].filter(([name]) => kept.has(name)).map(([n, v]) => `${n}:${v}`);
  return `${selector}{${lines.join(";\n")}}`;
}

function notice(name) {
  const about = JSON.parse(read(name, "package.json"));
  const file = readdirSync(join(MODULES, name)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? read(name, file).trim() : "(geen licentiebestand in het pakket)";
  return { title: `${name} ${about.version} (${about.license})`, text };
}

const components = Object.entries(COMPONENTS).map(([name, file]) => slim(read(name, file)));
const own = readdirSync(join(STATIC, "convenant"))
  .filter((file) => file.endsWith(".css"))
  .map((file) => readFileSync(join(STATIC, "convenant", file), "utf8"));
const tokens = usedTokens(read(TOKENS, "dist/theme.css"), [...components, ...own]);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const banner = "/* NL Design System, EUPL-1.2: see NOTICE.txt. Made by frontend/build.mjs. */";
writeFileSync(join(OUT, "nlds.css"), `${[banner, tokens, ...components].join("\n")}\n`);
writeFileSync(join(OUT, "htmx.js"), read(SCRIPT, "dist/htmx.min.js"));

const texts = new Map();
for (const { title, text } of [TOKENS, ...Object.keys(COMPONENTS), SCRIPT].map(notice)) {
  texts.set(text, [...(texts.get(text) ?? []), title]);
}
const notices = [...texts].map(([text, titles]) => `${titles.join("\n")}\n\n${text}`);
writeFileSync(join(OUT, "NOTICE.txt"), `${notices.join(`\n\n${"-".repeat(78)}\n\n`)}\n`);

for (const file of readdirSync(OUT)) {
  console.log(`${file}: ${(statSync(join(OUT, file)).size / 1000).toFixed(1)} kB`);
}
