import { SITE_REASONS, type SiteReason } from '../../schemas/lookout.ts';
import { UNIT_KINDS, type UnitKind } from '../../schemas/unit.ts';

/** A cell in one line: compatibility forms (full-width digits and letters) as plain ones, blanks and controls as one blank; what writes from right to left keeps its marks. */
export function readLine(cell: string): string {
  return cell
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

const NUMBER = /^(\d{1,7}(?:\.\d+)?) ?(m|米|公尺|km|公里|千米)?$/iu;

/** Metres as people write them: `800`, `800 米`, `1.2 km`; null for anything else. */
export function readMeters(cell: string): number | null {
  const found = NUMBER.exec(readLine(cell));
  if (!found) return null;
  const isKilometers = /^(?:km|公里|千米)$/iu.test(found[2] ?? '');
  return Number(found[1]) * (isKilometers ? 1_000 : 1);
}

/** A whole number, with 号 or 秒 behind it or not; null for anything else. */
export function readWhole(cell: string): number | null {
  const found = /^(?:#|no\.? ?)?(\d{1,9})(?:\.0+)? ?(?:号|秒|s)?$/iu.exec(readLine(cell));
  return found ? Number(found[1]) : null;
}

const ALL_DAY = /^(?:全天|全日|24 ?小时|24 ?h(?:ours)?|all day|always)$/iu;
const HOURS =
  /^(\d{1,2})(?:[:：点时.](\d{2})?)?分? ?(?:-|–|—|~|～|至|到|to) ?(次日 ?)?(\d{1,2})(?:[:：点时.](\d{2})?)?分?$/iu;

/** Minutes of the local day of hours such as `08:00-18:00`, `22:00 至次日 6:00`, `全天`; null for anything else, and for hours that never come. */
export function readDutyHours(cell: string): { startMinute: number; endMinute: number } | null {
  const text = readLine(cell);
  if (ALL_DAY.test(text)) return { startMinute: 0, endMinute: 1_440 };
  const found = HOURS.exec(text);
  if (!found) return null;
  const minuteOf = (hours: string | undefined, minutes: string | undefined): number =>
    Number(hours) * 60 + Number(minutes ?? 0);
  const [startMinute, endMinute] = [minuteOf(found[1], found[2]), minuteOf(found[4], found[5])];
  const isClock = [found[2], found[5]].every((minutes) => Number(minutes ?? 0) < 60);
  if (!isClock || startMinute >= 1_440 || endMinute > 1_440 || startMinute === endMinute) return null;
  return { startMinute, endMinute };
}

/** The day of `2026-11-01`, `2026/11/1`, `2026年11月1日`, with a clock behind it or not, as ISO 8601; null for anything else. */
export function readDay(cell: string): string | null {
  const found = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T]\d{1,2}:\d{2}.*)?$/u.exec(
    readLine(cell),
  );
  if (!found) return null;
  const [, year, month, day] = found.map(Number) as [number, number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return at.toISOString().slice(0, 10);
}

const KIND_WORDS: Record<UnitKind, RegExp> = {
  foot: /徒步|步行|步巡|步兵|^foot|walk/iu,
  bicycle: /自行车|单车|骑行|电动车|bicycle|bike/iu,
  bus: /公交|巴士|客车|\bbus\b/iu,
  taxi: /出租|的士|网约|taxi|cab\b/iu,
};

/** The kind that a word means; null for one that means none, or more than one. */
export function readUnitKind(cell: string): UnitKind | null {
  const text = readLine(cell);
  const found = UNIT_KINDS.filter((kind) => KIND_WORDS[kind].test(text));
  return found.length === 1 ? found[0]! : null;
}

const REASON_WORDS: Record<SiteReason, RegExp> = {
  'traffic-artery': /交通|要道|路口|干道|traffic|artery/iu,
  'crowded-place': /人员密集|人流|密集|crowd/iu,
  'many-incidents': /多发|高发|复杂|治安|incident/iu,
  other: /^(?:其他|其它|other)$/iu,
};

/** Why a lookout stands there, by the words for it; null for other words. */
export function readSiteReason(cell: string): SiteReason | null {
  const text = readLine(cell);
  const found = SITE_REASONS.filter((reason) => text === reason || REASON_WORDS[reason].test(text));
  return found[0] ?? null;
}
