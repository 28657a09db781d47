import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LOCK = fileURLToPath(new URL('../package-lock.json', import.meta.url));
interface LockedPackage {
  version: string;
  license?: string;
  dev?: true;
  link?: true;
}

/** Licences that a package's file names in a form that the lock file does not carry. */
const OLD_FORM: Readonly<Record<string, string>> = {
  '@mapbox/jsonlint-lines-primitives': 'MIT',
  'xmlhttprequest-ssl': 'MIT',
};

/**
 * The list of what the product is delivered with, as Markdown: every package of the lock file but those of development alone.
 * @throws Error when a package names no licence
 */
export function listThirdPartyLicences(): string {
  const { packages } = JSON.parse(readFileSync(LOCK, 'utf8')) as { packages: Record<string, LockedPackage> };
  const rows = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { version, license }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = license ?? OLD_FORM[name];
      if (licence === undefined)
        throw new Error(
          `${name} ${version} names no licence: read its files, then say it in lint/third-party-licences.ts`,
        );
      return `| ${name} | ${version} | ${licence} |`;
    });
  const lines = [...new Set(rows)].toSorted((a, b) => (a < b ? -1 : 1));
  return [
    '# Third-party licences',
    '',
    `Made by \`npm run licences\` from \`package-lock.json\`: ${lines.length} packages that the product is built from or runs on.`,
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(listThirdPartyLicences());
