import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listThirdPartyLicences } from '../../lint/third-party-licences.ts';

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

describe('licences', () => {
  it('of what the product is delivered with are listed as the lock file has them (npm run licences)', () => {
    expect(read('docs/third-party-licences.md')).toBe(listThirdPartyLicences());
  });

  it('name each direct dependency of the product, and none of development', () => {
    const list = read('docs/third-party-licences.md');
    for (const workspace of ['client', 'server', 'shared']) {
      const { dependencies } = JSON.parse(read(`${workspace}/package.json`)) as {
        dependencies: Record<string, string>;
      };
      const foreign = Object.entries(dependencies).filter(([name]) => !name.startsWith('@liaowang/'));
      for (const [name, version] of foreign) expect(list).toContain(`| ${name} | ${version} |`);
    }
    expect(list).not.toContain('| vitest |');
  });

  it('of the product itself is the one that package.json names', () => {
    expect((JSON.parse(read('package.json')) as { license: string }).license).toBe('Apache-2.0');
    expect(read('LICENSE')).toMatch(/Apache License\s+Version 2\.0, January 2004/);
  });
});
