import type { FastifyInstance } from 'fastify';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { IncidentColumnsRepository } from './incident-columns.repository.ts';
import type runZones from './zones.task.ts';
import type { ZonesAnswer } from './zones.task.ts';

/** Somebody may wait for it, though mostly it is the night. */
const LANE = { idleMs: 30_000, niceness: 5 };
/** Emerging zones of a year of small cells take seconds; what takes longer than this is asked too finely. */
const TIME_LIMIT_MS = 60_000;

/** Refuses a window that ends before it begins. */
export function refuseEmptyWindow({ from, to }: Pick<IncidentFilter, 'from' | 'to'>, field: string): void {
  if (parseInstant(from) >= parseInstant(to))
    throw new RequestRefused(400, { code: 'empty-window', field, reason: 'The window ends before it begins.' });
}

/** Zones on the server, the same that the page finds: off the main thread, over the newest 250,000 incidents of the window. */
export function createZonesService(options: {
  incidents: IncidentColumnsRepository;
  tasks: FastifyInstance['tasks'];
  jurisdiction: Jurisdiction;
}) {
  const {
    incidents,
    tasks,
    jurisdiction: { center, boundary, timeZone },
  } = options;
  const findZones = tasks.inThread<typeof runZones>(import.meta.url, './zones.task', {
    lane: LANE,
    timeLimitMs: TIME_LIMIT_MS,
  });

  async function run(
    filter: IncidentFilter,
    method: ZoneMethod,
    polygons: readonly PolygonGeometry[],
    signal: AbortSignal,
  ): Promise<ZonesAnswer> {
    const { packed } = await incidents.findPacked(parseInstant(filter.from), parseInstant(filter.to));
    try {
      return await findZones({ packed, filter, method, timeZone, center, boundary, polygons }, signal);
    } catch (error) {
      if (signal.aborted || !(error instanceof Error)) throw error;
      if (error.name === 'AbortError')
        throw new RequestRefused(400, {
          code: 'zones-too-costly',
          field: 'body.method',
          reason: 'This takes too long to compute: ask for larger cells, a smaller band or a shorter window.',
        });
      // The method's own words, which say what to choose instead.
      if (error.name === 'RangeError')
        throw new RequestRefused(400, { code: 'zones-too-costly', field: 'body.method', reason: error.message });
      throw error;
    }
  }

  return {
    /** Zones of a method among the incidents of a filter; `surface` and `cells`, which are there to be drawn, are null. @throws RequestRefused `zones-too-costly` for grids that are too large, and when it takes longer than a minute */
    find: async (filter: IncidentFilter, method: ZoneMethod, signal: AbortSignal = new AbortController().signal) =>
      (await run(filter, method, [], signal)).result,
    /** The same, and how many of the incidents that were looked at lie in each of the polygons. */
    findBeside: run,
  };
}

export type ZonesService = ReturnType<typeof createZonesService>;
