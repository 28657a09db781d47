const PLAIN = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?$/iu;
const SEXAGESIMAL =
  /^(?<before>[nsew])?\s*(?<sign>[+-])?(?<degrees>\d+(?:\.\d+)?)\s*[°度º]?\s*(?:(?<minutes>\d+(?:\.\d+)?)\s*['′’分]\s*)?(?:(?<seconds>\d+(?:\.\d+)?)\s*(?:["″”秒]|'')\s*)?(?<after>[nsew])?$/iu;
/** Degrees, minutes and seconds apart by one sign, as tables without the sign for degrees write them: 118 21 36, 118-21-36.5, 118:21:36. */
const APART =
  /^(?<before>[nsew])?\s*(?<sign>[+-])?(?<degrees>\d{1,3})(?<apart>[\s:-])(?<minutes>\d{1,2})\k<apart>(?<seconds>\d{1,2}(?:\.\d+)?)\s*(?<after>[nsew])?$/iu;

/** No angle is longer: patterns take long over long texts. */
const MAX_LENGTH = 64;

/** Degrees of a cell: with a point or a comma, or as degrees, minutes and seconds with or without the quarter, e.g. 118°21′36″E, 118 21 36 or 东经118度21分36秒. NaN if it is none; '' is NaN too. */
export function readDegrees(text: string): number {
  const tidied = text
    .trim()
    .slice(0, MAX_LENGTH)
    .replace(/[０-９．，－]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/^(\S*\d),(\d+\S*)$/u, '$1.$2')
    .replace('−', '-');
  if (PLAIN.test(tidied)) return Number(tidied);
  const latin = tidied
    .replace(/^[东東]经?\s*/u, 'E')
    .replace(/^西经?\s*/u, 'W')
    .replace(/^北纬?\s*/u, 'N')
    .replace(/^南纬?\s*/u, 'S');
  const groups = (SEXAGESIMAL.exec(latin) ?? APART.exec(latin))?.groups;
  if (!groups) return Number.NaN;
  const [minutes, seconds] = [Number(groups['minutes'] ?? 0), Number(groups['seconds'] ?? 0)];
  // Programs that round write 59.999″ as 60.00″.
  if (minutes >= 60 || seconds > 60) return Number.NaN;
  const quarter = (groups['before'] ?? groups['after'] ?? '').toLowerCase();
  const isNegative = groups['sign'] === '-' || quarter === 's' || quarter === 'w';
  return (isNegative ? -1 : 1) * (Number(groups['degrees']) + minutes / 60 + seconds / 3_600);
}
