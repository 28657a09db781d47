import { guessDatum } from '@liaowang/shared/analysis/imports/guess-datum';
import type { GuessedColumns } from '@liaowang/shared/analysis/imports/guess-columns';
import { createPlaceOrderEvidence } from '@liaowang/shared/analysis/imports/place-order';
import { looksLikeMetres, readMetres } from '@liaowang/shared/analysis/imports/read-metres';
import { readDegrees } from '@liaowang/shared/analysis/imports/read-degrees';
import { readPlaceText } from '@liaowang/shared/analysis/imports/read-place-text';
import type { FileRow } from '@liaowang/shared/analysis/imports/read-row';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportCoordinateSystem, ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { chooseSystem } from './coordinate-systems/choose-system.ts';
import {
  findCoordinateSystem,
  isShiftUnknown,
  type CoordinateSystem,
} from './coordinate-systems/coordinate-systems.ts';
import { findFittingSystems, type FittingSystem } from './coordinate-systems/fitting-systems.ts';
import { createUnproject } from './coordinate-systems/unproject.ts';
import type { IncidentFile } from './files/incident-file.ts';
import { createJurisdictionTest, type ImportJurisdiction } from './jurisdiction-test.ts';

/** Places from which the system is guessed, evenly picked. */
const MOST_PLACES = 1_000;
/** Places are swapped where at least this share lies inside the other way round, and more than as they stand. */
const SWAPPED_SHARE = 0.5;
/** Columns that are called longitude and latitude are taken at their word; the dry run says where they do not keep it. */
const SAYS_AXIS = /lng|lon|lat|经|纬/iu;
const METERS_PER_DEGREE = 111_195;

type GuessedSystem = Pick<ImportMapping, 'lng' | 'lat' | 'place' | 'placeOrder' | 'coordinateSystem' | 'datum'>;

interface Places {
  /** As written, the column of the longitude (or east) first. */
  pairs: LngLat[];
  /** Of one column: its texts. */
  texts: string[];
  srid: number | null;
}

function gatherPlaces(
  file: Pick<IncidentFile, 'columns'>,
  rows: readonly FileRow[],
  { lng, lat, place }: GuessedColumns,
): Places {
  const [lngAt, latAt, placeAt] = [lng, lat, place].map((name) =>
    name === null ? -1 : file.columns.indexOf(name),
  ) as [number, number, number];
  const step = Math.max(1, Math.ceil(rows.length / MOST_PLACES));
  const [pairs, texts]: [LngLat[], string[]] = [[], []];
  let srid: number | null = null;
  const read = (text = ''): number => {
    const degrees = readDegrees(text);
    return Number.isNaN(degrees) ? readMetres(text) : degrees;
  };
  for (let i = 0; i < rows.length; i += step) {
    const { cells, place: own } = rows[i]!;
    let pair: LngLat | null = own;
    if (lngAt !== -1 && latAt !== -1) pair = [read(cells[lngAt]), read(cells[latAt])];
    else if (placeAt !== -1) {
      const said = readPlaceText(cells[placeAt] ?? '');
      texts.push(cells[placeAt] ?? '');
      srid ??= said?.srid ?? null;
      pair = said && (said.order === 'lat-lng' ? [said.second, said.first] : [said.first, said.second]);
    }
    if (pair && Number.isFinite(pair[0]) && Number.isFinite(pair[1]) && (pair[0] !== 0 || pair[1] !== 0))
      pairs.push(pair);
  }
  return { pairs, texts, srid };
}

/** The median of how far apart two systems put the same places, in metres; null where one of them puts none on the earth. */
function measureOffset(pairs: readonly LngLat[], guess: FittingSystem, other: FittingSystem): number | null {
  const place = ({ system, isNorthFirst }: FittingSystem, [first, second]: LngLat): LngLat | null =>
    createUnproject(system)(isNorthFirst ? [second, first] : [first, second]);
  const offsets = pairs.flatMap((pair) => {
    const [a, b] = [place(guess, pair), place(other, pair)];
    return a && b
      ? [Math.hypot((a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180), a[1] - b[1]) * METERS_PER_DEGREE]
      : [];
  });
  return offsets.length === 0 ? null : Math.round(offsets.toSorted((a, b) => a - b)[Math.floor(offsets.length / 2)]!);
}

/**
 * What a file's places are in: degrees or a system in metres, and which number is which. What the file itself says
 * counts where it fits; otherwise where the places fall in the jurisdiction tells.
 */
export function guessPlaceSystem(
  file: Pick<IncidentFile, 'columns' | 'saidSystem'>,
  rows: readonly FileRow[],
  columns: GuessedColumns,
  { jurisdiction, fileName }: { jurisdiction: ImportJurisdiction; fileName: string },
): { guess: GuessedSystem; systems: ImportCoordinateSystem[] } {
  const isInside = createJurisdictionTest(jurisdiction);
  const { pairs, texts, srid } = gatherPlaces(file, rows, columns);
  const { lng, lat, place } = columns;
  const said =
    file.saidSystem?.kind === 'projected' ? file.saidSystem.system : srid === null ? null : findCoordinateSystem(srid);
  const areMetres = pairs.filter(looksLikeMetres).length * 2 > pairs.length;
  const isOneNumber = lng === null;
  const saidDatum = file.saidSystem?.kind === 'degrees' && file.saidSystem.datum === 'cgcs2000' ? 'cgcs2000' : 'wgs84';
  const datum = guessDatum([lng, lat, place]) ?? saidDatum;

  function guessDegrees(): GuessedSystem {
    const degrees = { lng, lat, place, placeOrder: null, coordinateSystem: null, datum } as const;
    if (place !== null) {
      const evidence = createPlaceOrderEvidence(isInside);
      for (const text of texts) evidence.add(text);
      return { ...degrees, placeOrder: evidence.decide() };
    }
    const [plain, turned] = [pairs.filter(isInside).length, pairs.filter(([a, b]) => isInside([b, a])).length];
    if (turned <= plain || turned <= pairs.length * SWAPPED_SHARE) return degrees;
    if (isOneNumber) return { ...degrees, placeOrder: 'lat-lng' };
    return SAYS_AXIS.test(lng) ? degrees : { ...degrees, lng: lat, lat: lng };
  }

  // Degrees fit none: they are only listed.
  const fitting = findFittingSystems(areMetres ? pairs : [], jurisdiction.center, isInside);
  function findSaid(system: CoordinateSystem): FittingSystem {
    return fitting.find((one) => one.system === system) ?? { system, share: 0, inside: [], isNorthFirst: false };
  }
  const text = [...file.columns, fileName, file.saidSystem?.kind === 'unknown' ? file.saidSystem.name : ''].join(' ');
  const isLatin = !/\p{Script=Han}/u.test(file.columns.join(''));
  const chosen = areMetres ? (said ? findSaid(said) : chooseSystem(fitting, { text, isLatin })) : null;
  const systems = fitting.map((one) => ({
    epsg: one.system.epsg,
    nameZh: one.system.nameZh,
    nameEn: one.system.nameEn,
    share: one.share,
    isShiftUnknown: isShiftUnknown(one.system),
    offsetMeters: chosen && measureOffset(pairs, chosen, one),
  }));
  if (!chosen) return { guess: guessDegrees(), systems };
  const { isNorthFirst, system } = chosen;
  const turned = isNorthFirst && !isOneNumber ? { lng: lat, lat: lng } : { lng, lat };
  return {
    guess: {
      ...turned,
      place,
      placeOrder: isOneNumber ? (isNorthFirst ? 'lat-lng' : 'lng-lat') : null,
      coordinateSystem: system.epsg,
      datum: 'wgs84',
    },
    systems,
  };
}
