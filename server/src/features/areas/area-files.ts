import type { FastifyInstance } from 'fastify';
import {
  AREA_PROBLEMS,
  type AreaFileCheck,
  type AreaFileMapping,
  type AreaFileQuery,
  type AreaProblem,
  type AreaProblemKind,
} from '@liaowang/shared/schemas/area-set';
import type { ImportFormat } from '@liaowang/shared/schemas/incident-import';
import { readUploaded } from '../../plugins/tasks/read-uploaded.ts';
import { FILE_LOOK_LANE, FILE_LOOK_LIMITS } from '../imports/readers/file-look-lane.ts';
import type runAreaFile from './area-file.task.ts';
import type { ReadArea, ReadAreas } from './area-file.task.ts';
import type { AreaToStore } from './area-sets.repository.ts';
import type { AreaShapesRepository, ExaminedShape } from './area-shapes.repository.ts';

/** A file of areas as it would be stored. */
export interface ExaminedFile {
  format: ImportFormat;
  columns: ReadAreas['columns'];
  mapping: AreaFileMapping;
  coordinateSystems: ReadAreas['coordinateSystems'];
  features: number;
  areas: AreaToStore[];
  problems: AreaProblem[];
}

/** Less of an area outside is the border drawn differently. */
const LEAST_OUTSIDE_SHARE = 0.01;
/** Less than this is mended without a word: two places of a ring at one spot. */
const LEAST_MENDED_SQUARE_METERS = 1;
const LISTED_PROBLEMS = 500;

/** Whether next to nothing of an area lies in the jurisdiction. */
export function isOutside({
  areaSquareMeters,
  outsideSquareMeters,
}: Pick<ExaminedShape, 'areaSquareMeters' | 'outsideSquareMeters'>): boolean {
  return outsideSquareMeters > areaSquareMeters * (1 - LEAST_OUTSIDE_SHARE);
}

/** Reads files of areas in a process of their own, and looks at their shapes in the database. */
export function createAreaFiles({
  shapes,
  app,
}: {
  shapes: AreaShapesRepository;
  app: Pick<FastifyInstance, 'tasks' | 'registry'>;
}) {
  const { center, boundary } = app.registry.jurisdiction;
  const readFile = app.tasks.inProcess<typeof runAreaFile>(import.meta.url, './area-file.task', {
    lane: FILE_LOOK_LANE,
  });
  async function read(bytes: Buffer, query: AreaFileQuery, accountId: number): Promise<ReadAreas> {
    return readUploaded(bytes, (file, server) =>
      readFile({ ...query, ...file, jurisdiction: { center, boundary } }, accountId, { ...FILE_LOOK_LIMITS, server }),
    );
  }

  return {
    /**
     * The areas of a file, made valid, with what was found at each.
     * @throws RequestRefused
     */
    async examine(bytes: Buffer, query: AreaFileQuery, accountId: number): Promise<ExaminedFile> {
      const { format, columns, mapping, coordinateSystems, areas: features } = await read(bytes, query, accountId);
      const problems: AreaProblem[] = [];
      const note = ({ feature, name }: ReadArea, problem: AreaProblemKind, squareMeters: number | null = null): void =>
        void problems.push({ feature, name, problem, squareMeters });
      const drawn = features.filter(
        (area): area is ReadArea & { geometry: NonNullable<ReadArea['geometry']> } => area.geometry !== null,
      );
      const examined = await shapes.examine(drawn.map(({ geometry }) => geometry));
      const areas = drawn.flatMap((area, i): AreaToStore[] => {
        const { geometry, areaSquareMeters, mendedSquareMeters, outsideSquareMeters } = examined[i]!;
        if (geometry === null) {
          note(area, 'no-area');
          return [];
        }
        if (isOutside(examined[i]!)) {
          note(area, 'outside');
          return [];
        }
        if (outsideSquareMeters > areaSquareMeters * LEAST_OUTSIDE_SHARE)
          note(area, 'partly-outside', outsideSquareMeters);
        if (mendedSquareMeters !== null && mendedSquareMeters > LEAST_MENDED_SQUARE_METERS)
          note(area, 'mended', mendedSquareMeters);
        return [{ name: area.name, code: area.code, denominator: area.denominator, geometry }];
      });
      for (const area of features) for (const problem of area.problems) note(area, problem);
      return {
        format,
        columns,
        mapping,
        coordinateSystems,
        features: features.length,
        areas,
        problems: problems.toSorted((a, b) => a.feature - b.feature),
      };
    },

    /** What somebody is shown before, and after, a file is stored. */
    async describe({ areas, problems, ...file }: ExaminedFile): Promise<AreaFileCheck> {
      const countOf = (kind: AreaProblemKind): number => problems.filter(({ problem }) => problem === kind).length;
      return {
        ...file,
        areas: areas.length,
        vertices: areas.reduce((sum, { geometry }) => sum + geometry.coordinates.flat(2).length, 0),
        counts: AREA_PROBLEMS.map((problem) => ({ problem, count: countOf(problem) })).filter(({ count }) => count > 0),
        problems: problems.slice(0, LISTED_PROBLEMS),
        layout: await shapes.findLayout(areas),
        shapes: areas.map(({ name, denominator, geometry }) => ({ name, denominator, geometry })),
      };
    },
  };
}

export type AreaFiles = ReturnType<typeof createAreaFiles>;
