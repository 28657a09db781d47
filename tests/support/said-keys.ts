import type { Catalogue } from './catalogues.ts';

/** Texts by their whole keys: `map.label`. */
export function flattenTexts(catalogue: Catalogue, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(catalogue)) {
    if (typeof value === 'string') flat.set(prefix + key, value);
    else for (const [inner, text] of flattenTexts(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const QUOTED = /'([a-zA-Z][\w-]*(?:\.[\w-]+)+)'/g;
/** A template that begins with a group of texts; what it fills in has no braces of its own but one pair. */
const TEMPLATE = /`([a-zA-Z]\w*\.(?:[\w.-]|\$\{(?:[^{}`]|\{[^{}]*\})*\})*)`/g;
const FILLED_IN = /\$\{(?:[^{}`]|\{[^{}]*\})*\}/;

/** The keys among `known` that a source names, as a whole or by a template: `zones.kind.${kind}`. */
export function keysSaidBy(source: string, known: Iterable<string>): Set<string> {
  const named = new Set([...source.matchAll(QUOTED)].map(([, key]) => key!));
  const templates = [...source.matchAll(TEMPLATE)].map(
    ([, template]) => new RegExp(`^${template!.split(FILLED_IN).map(escapeDots).join('[\\w.-]+')}$`),
  );
  return new Set([...known].filter((key) => named.has(key) || templates.some((template) => template.test(key))));
}

const escapeDots = (text: string): string => text.replaceAll('.', '\\.');
