/** What a column's name says of the moment in it. */
export interface MomentName {
  /**
   * How near it is to when the incident was: 0 = its occurrence, 1 = not said, 2 = when it was reported, 3 = what was done
   * about it later; null = never a moment of the incident (when a row was changed, a birthday, an identity).
   */
  rank: 0 | 1 | 2 | 3 | null;
  /** Which end of an interval; null = not said. */
  end: 'from' | 'to' | null;
  saysDate: boolean;
  saysTime: boolean;
  /** A part of a date or time. */
  part: 'year' | 'month' | 'day' | 'hour' | 'minute' | null;
  /** The name without what says date, time, part or end: columns of the same moment share it. */
  stem: string;
}

/** Words inside of names that are written without gaps (INCIDENTDATE); abbreviations are whole words, as they stand in others too. */
const NEVER =
  /updat|modif|birth|expir|export|created|zone|response|duration|elapsed|更新|修改|出生|录入|导出|打印|时长|历时|用时|响应|编号|案号/u;
const NEVER_WORDS = new Set([
  'id',
  'no',
  'num',
  'number',
  'dob',
  'code',
  'cd',
  'dow',
  'doy',
  'week',
  'weekday',
  'age',
  'tz',
]);
const OCCURRED = /occur|incident|offen[cs]e|crime|event|happen|案发|发案|发生|事发|作案/u;
const OCCURRED_WORDS = new Set(['occ', 'occd', 'ofns', 'inc']);
const REPORTED = /report|receiv|notif|报警|接警|报案|接报|上报|受理|受案|登记|来电/u;
const REPORTED_WORDS = new Set(['rpt', 'rptd', 'rep', 'rept', 'call', 'recd', 'rcvd']);
const LATER =
  /arrest|clear|close|dispatch|arriv|resolv|outcome|立案|结案|破案|处警|出警|派警|到达|到场|抓获|审批|归档|处理|办结/u;
const FROM = /开始|起始|上限|初值|最早|[起始自]$/u;
const FROM_WORDS = new Set(['fr', 'frm', 'from', 'start', 'begin', 'beg', 'first', 'earliest']);
const TO = /结束|终止|截止|下限|终值|最晚|[止至迄终]$/u;
const TO_WORDS = new Set(['to', 'end', 'last', 'thru', 'through', 'until', 'latest']);
const DATE = /date|month|timestamp|日期|年月|月份/u;
const DATE_WORDS = new Set(['dt', 'dat', 'ts', 'at', 'utc', 'dttm', 'when', 'day']);
const TIME = /time|hour|时间|时刻|时点|钟点|小时/u;
const TIME_WORDS = new Set(['tm', 'hr', 'hrs', 'dttm', 'ts', 'at', 'clock']);
const PARTS: ReadonlyArray<readonly [NonNullable<MomentName['part']>, RegExp]> = [
  ['year', /^(?:year|yr|yyyy|年|年份|年度)$/u],
  ['month', /^(?:month|mon|mth|mm|月|月份)$/u],
  ['day', /^(?:day|dd|日|日子|dayofmonth)$/u],
  ['hour', /^(?:hour|hours|hr|hrs|hh|时|小时|点)$/u],
  ['minute', /^(?:minute|minutes|min|mins|mi|分|分钟)$/u],
];
const CHINESE_PART = /(?<stem>案发|发案|发生|事发|作案)(?:时间)?的?(?<part>年份?|月份?|日|小?时|分钟?)$/u;
const FILLERS =
  /datetime|timestamp|date|time|hour|日期|时间|时刻|时点|钟点|小时|开始|起始|结束|终止|截止|[上下]限|[初终]值|最[早晚]|[起始自止至迄终]$/gu;
const FILLER_WORDS = new Set([
  'dt',
  'dat',
  'tm',
  'ts',
  'at',
  'on',
  'of',
  'utc',
  'local',
  'dttm',
  'the',
  ...FROM_WORDS,
  ...TO_WORDS,
]);

/** The words of a column's name, small: gaps, signs and capitals part them. */
export function splitName(name: string): string[] {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/gu, ' ')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
}

/** Reads a column's name as registers write them, in English with its abbreviations (OCC, RPTD, FR_DT, TM) or in Chinese. */
export function readMomentName(name: string): MomentName {
  const words = splitName(name);
  const joined = words.join(' ');
  const has = (pattern: RegExp, abbreviations: ReadonlySet<string>): boolean =>
    words.some((word) => pattern.test(word) || abbreviations.has(word));
  const chinese = CHINESE_PART.exec(joined)?.groups;
  const partWord = chinese
    ? chinese['part']!
    : words.filter((word) => !OCCURRED.test(word) && !OCCURRED_WORDS.has(word) && !FILLER_WORDS.has(word)).join('') ||
      '';
  const part = PARTS.find(([, pattern]) => pattern.test(partWord))?.[0] ?? null;
  const isOccurred = has(OCCURRED, OCCURRED_WORDS);
  const rank = has(NEVER, NEVER_WORDS)
    ? null
    : has(REPORTED, REPORTED_WORDS) && !/案发|发案|发生|事发|occur/u.test(joined)
      ? 2
      : has(LATER, new Set())
        ? 3
        : isOccurred
          ? 0
          : 1;
  return {
    rank,
    end: has(FROM, FROM_WORDS) ? 'from' : has(TO, TO_WORDS) ? 'to' : null,
    saysDate: has(DATE, DATE_WORDS) || part === 'month',
    saysTime: has(TIME, TIME_WORDS) || part === 'hour',
    part,
    stem: words
      .filter((word) => !FILLER_WORDS.has(word))
      .join('')
      .replace(FILLERS, ''),
  };
}
