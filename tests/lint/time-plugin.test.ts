import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-lint-'));
  const config = {
    plugins: [],
    jsPlugins: [join(ROOT, 'lint/time.plugin.mjs')],
    categories: { correctness: 'off' },
    rules: { 'time/named-zone': 'error', 'time/server-time': 'error' },
  };
  writeFileSync(join(folder, 'rules.json'), JSON.stringify(config));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Numbers of the lines that the rules refuse. */
function findRefused(lines: readonly string[]): number[] {
  const file = join(folder, 'sample.ts');
  writeFileSync(file, lines.join('\n'));
  const { stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '-c', join(folder, 'rules.json'), '-f', 'json', file],
    { encoding: 'utf8' },
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Array<{ labels: Array<{ span: { line: number } }> }> };
  return [...new Set(diagnostics.map(({ labels }) => labels[0]!.span.line))].toSorted((a, b) => a - b);
}

describe('lint', () => {
  it('refuses every way by which the zone or the clock of a machine gets in', () => {
    const refused = [
      'Date.parse(text);',
      "new Date('2026-11-29 20:00');",
      'new Date(text);',
      'new Date(row.occurredAt);',
      'new Date(`${day}T00:00`);',
      "new Date(day + 'T00:00');",
      'new Date(read(text));',
      'new Date(2026, 10, 29);',
      'new Date(isKnown ? text : timeMs);',
      'new Date(text as string);',
      'date.getHours();',
      'date.getTimezoneOffset();',
      'date.setHours(0);',
      'date.toLocaleTimeString();',
      'Date.now();',
      'new Date();',
    ];
    expect(findRefused(refused)).toEqual(refused.map((_, i) => i + 1));
  });

  it('lets pass what is milliseconds, and what says UTC', () => {
    expect(
      findRefused([
        'new Date(timeMs);',
        'new Date(fix.fixTimeMs);',
        'new Date(row.occurred_ms);',
        'new Date(nowMs - 3 * DAY_MS);',
        'new Date(timeMs + 60_000);',
        'new Date(day * DAY_MS);',
        'new Date(timesMs[0]!);',
        'new Date(Math.max(fromMs, toMs));',
        'new Date(parseInstant(text));',
        'new Date(date.getTime());',
        'new Date(isKnown ? fromMs : toMs);',
        'new Date(fromMs ?? 0);',
        'date.getUTCHours();',
        'performance.now();',
        'other.parse(text);',
        'new Map(text);',
      ]),
    ).toEqual([]);
  });
});
