import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hasNativePostgres } from '../support/native-postgres.ts';
import { waitFor } from '../support/wait-for.ts';
import {
  createHotspotWriter,
  createImportWriter,
  createIncidentWriter,
  createSettingsWriter,
  createSosWriter,
  type Writer,
} from './acknowledged-writes.ts';
import { openInstallation, type Installation } from './installation.ts';

/** Each costs a restart; the embedded database takes longer to start and is killed in faults.test.ts too. */
const RESTARTS = 4;
const SEED = 9;
const WRITERS = {
  settings: createSettingsWriter,
  hotspots: createHotspotWriter,
  incidents: createIncidentWriter,
  sos: createSosWriter,
  imports: createImportWriter,
} as const;
type WriterName = keyof typeof WRITERS;
const NAMES = Object.keys(WRITERS) as WriterName[];
/** An import takes seconds; the others' steps take milliseconds. */
const WORKED_WITHIN_MS = 60_000;

/** When the server is killed: once that writer has made so many steps, and so much later. */
const moments = fc.record({
  step: fc.record({ writer: fc.constantFrom(...NAMES), count: fc.integer({ min: 0, max: 3 }) }),
  thenMs: fc.integer({ min: 0, max: 300 }),
});

let installation: Installation;
let writers: Map<WriterName, Writer>;
beforeAll(async () => {
  installation = await openInstallation((await hasNativePostgres()) ? 'native' : 'embedded', 1);
  writers = new Map(NAMES.map((name) => [name, WRITERS[name](installation)]));
});
afterAll(() => installation?.close());

it('whatever was acknowledged is there after a restart, wherever the server was killed', async () => {
  const everSteps = new Map(NAMES.map((name) => [name, 0]));
  await fc.assert(
    fc.asyncProperty(moments, async ({ step, thenMs }) => {
      const steps = new Map(NAMES.map((name) => [name, 0]));
      const failures: unknown[] = [];
      let isKilled = false;
      const work = [...writers].map(async ([name, writer]) => {
        try {
          for (;;) {
            if (isKilled) return;
            await writer.step();
            for (const counts of [steps, everSteps]) counts.set(name, counts.get(name)! + 1);
          }
        } catch (error) {
          // Whoever is refused while the server lives was refused wrongly.
          if (!isKilled) failures.push(error);
        }
      });
      await waitFor(step.writer, () => failures.length > 0 || steps.get(step.writer)! >= step.count, WORKED_WITHIN_MS);
      await pause(thenMs);
      isKilled = true;
      await installation.server.killGroup();
      await Promise.all(work);
      await installation.startServer();
      expect(failures).toEqual([]);
      for (const writer of writers.values()) expect(await writer.findBroken()).toEqual([]);
    }),
    // A smaller moment would cost a restart; the example sees to it that everybody gets somewhere.
    {
      numRuns: RESTARTS,
      seed: SEED,
      examples: [[{ step: { writer: 'imports', count: 1 }, thenMs: 0 }]],
      endOnFailure: true,
      interruptAfterTimeLimit: 200_000,
    },
  );
  expect([...everSteps].filter(([, count]) => count === 0)).toEqual([]);
});
