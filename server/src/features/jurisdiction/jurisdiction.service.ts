import type { FastifyInstance } from 'fastify';
import { isTimeZone } from '@liaowang/shared/analysis/time/is-time-zone';
import { countVertices } from '@liaowang/shared/analysis/geometry/count-vertices';
import { closeRings } from '@liaowang/shared/analysis/geometry/close-rings';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type {
  BoundaryCheck,
  BoundaryFile,
  BoundaryFileQuery,
  JurisdictionChange,
} from '@liaowang/shared/schemas/jurisdiction';
import { MOST_AREA_VERTICES } from '@liaowang/shared/schemas/register-entry';
import { trimName } from '@liaowang/shared/schemas/text';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { createRegister } from '../../plugins/register.ts';
import { readUploaded } from '../../plugins/tasks/read-uploaded.ts';
import { BOUNDARY_PROBLEMS, judgeBoundary } from '../imports/readers/boundary/judge-boundary.ts';
import { FILE_LOOK_LANE, FILE_LOOK_LIMITS } from '../imports/readers/file-look-lane.ts';
import type runJurisdictionFile from './jurisdiction-file.task.ts';
import { CITY_ID, type JurisdictionRepository, type JurisdictionState } from './jurisdiction.repository.ts';

const CODES = {
  'no-polygon': 'invalid-polygon',
  'too-few-vertices': 'invalid-polygon',
  'not-finite': 'invalid-polygon',
  'self-crossing': 'invalid-polygon',
  'without-area': 'area-without-ground',
  'too-wide': 'too-wide',
} as const;

const isWithin = ([lng, lat]: LngLat, [west, south, east, north]: readonly [number, number, number, number]): boolean =>
  lng >= west && lng <= east && lat >= south && lat <= north;

/** Changing the city that an installation serves. `demo`: it is made up, and stays as it is. */
export function createJurisdictionService({
  app,
  repository,
  demo,
}: {
  app: Pick<FastifyInstance, 'db' | 'audit' | 'tasks' | 'registry' | 'bus'>;
  repository: JurisdictionRepository;
  demo: boolean;
}) {
  const register = createRegister<JurisdictionState>({
    noun: 'jurisdiction',
    register: 'jurisdiction',
    table: repository.table,
    branchOf: () => null,
    db: app.db,
    audit: app.audit,
  });
  const readFile = app.tasks.inProcess<typeof runJurisdictionFile>(import.meta.url, './jurisdiction-file.task', {
    lane: FILE_LOOK_LANE,
  });

  /** @throws {RequestRefused} for a boundary that cannot be computed with */
  async function examine(given: AreaGeometry): Promise<Omit<BoundaryCheck, 'outside'>> {
    if (countVertices(given) > MOST_AREA_VERTICES)
      throw new RequestRefused(400, {
        code: 'too-many-vertices',
        field: 'body.boundary',
        reason: `A boundary may have ${MOST_AREA_VERTICES} corners.`,
      });
    const { boundary, mendedSquareMeters, shareInside } = await repository.examine(closeRings(given));
    const judged = boundary ? judgeBoundary(boundary) : ({ ok: false, problem: 'without-area', at: null } as const);
    if (!judged.ok)
      throw new RequestRefused(400, {
        code: CODES[judged.problem],
        field: 'body.boundary',
        reason: `The boundary ${BOUNDARY_PROBLEMS[judged.problem]}${judged.at ? ` near ${judged.at.map((degrees) => degrees.toFixed(5)).join(', ')}` : ''}.`,
      });
    const { areaSquareMeters, center, zoom } = judged;
    return { boundary: boundary!, areaSquareMeters, mendedSquareMeters, shareInside, center, zoom };
  }

  return {
    /** What a boundary would mean. */
    async check(boundary: AreaGeometry): Promise<BoundaryCheck> {
      const examined = await examine(boundary);
      return { ...examined, outside: await repository.findOutside(examined.boundary) };
    },
    /** The areas of a file. */
    readFile(bytes: Buffer, query: BoundaryFileQuery, accountId: number): Promise<BoundaryFile> {
      const { center, boundary } = app.registry.jurisdiction;
      return readUploaded(bytes, (file, server) =>
        readFile({ ...query, ...file, jurisdiction: { center, boundary } }, accountId, { ...FILE_LOOK_LIMITS, server }),
      );
    },
    /** Changes the city, and has the server start anew with it: much is laid out over its ground when it starts. */
    async change(
      version: number,
      { validFrom, isCorrection, isOutsideAccepted = false, boundary, ...values }: JurisdictionChange,
      accountId: number,
    ): Promise<void> {
      if (demo)
        throw new RequestRefused(409, {
          code: 'demo-jurisdiction',
          reason: "The demo city is made up of its own ground: start with --no-demo for a city of one's own.",
        });
      if (values.timeZone !== undefined && !isTimeZone(values.timeZone))
        throw new RequestRefused(400, {
          code: 'time-zone-unknown',
          field: 'body.timeZone',
          reason: 'is no IANA name of a time zone, such as Asia/Shanghai',
        });
      const examined = boundary ? await examine(boundary) : null;
      await app.db.transaction(async (client) => {
        const outside = examined && !isOutsideAccepted ? await repository.findOutside(examined.boundary, client) : [];
        const [first] = outside;
        if (first)
          throw new RequestRefused(409, {
            code: 'would-be-outside',
            field: 'body.boundary',
            reason: `${outside.map(({ kind, count }) => `${count} ${kind}`).join(', ')} would lie outside the new boundary.`,
            detail: { key: `would-be-outside-${first.kind}`, values: { count: first.count } },
          });
        await register.change(
          {
            id: CITY_ID,
            version,
            since: { validFrom, isCorrection },
            by: { accountId, scopeBranchId: null },
            named: [],
          },
          (before) => {
            const next = examined?.boundary ?? before.boundary;
            const center = values.center ?? examined?.center ?? before.center;
            // Planes are laid at it: far from the city they would measure wrong, at a pole not at all.
            if (!isWithin(center, computeBounds(next)))
              throw new RequestRefused(400, {
                code: 'invalid-input',
                field: 'body.center',
                reason: 'must lie within the bounds of the boundary',
              });
            return {
              code: values.code ?? before.code,
              name: values.name ? trimName(values.name) : before.name,
              association: values.association ? trimName(values.association) : before.association,
              timeZone: values.timeZone ?? before.timeZone,
              center,
              zoom: values.zoom ?? examined?.zoom ?? before.zoom,
              boundary: next,
            };
          },
          client,
        );
        if (examined?.shareInside === 0) await repository.forgetGround(client);
        await app.registry.repository.fillBranchAreas(client);
      });
      app.bus.emit('jurisdiction.changed');
    },
  };
}

export type JurisdictionService = ReturnType<typeof createJurisdictionService>;
