import type { ImportCheck, ImportMapping } from '@liaowang/shared/schemas/incident-import';

/** A mapping of a file with five columns, changed by `part`. */
export function mapping(part: Partial<ImportMapping> = {}): ImportMapping {
  return {
    lng: '经度',
    lat: '纬度',
    date: '时间',
    time: null,
    category: '类别',
    severity: '等级',
    description: null,
    externalId: null,
    datum: 'wgs84',
    dateOrder: 'auto',
    timeZone: 'Asia/Shanghai',
    categories: {},
    severities: {},
    defaultCategory: 'other',
    defaultSeverity: 'medium',
    source: 'reported',
    ...part,
  };
}

/** The parts of a dry run that advice is made of, changed by `part`. */
export function check(
  part: Partial<ImportCheck> = {},
): Pick<ImportCheck, 'advice' | 'datumShares' | 'betterDatum' | 'problems' | 'dateOrders'> {
  return {
    advice: [],
    problems: {},
    datumShares: { wgs84: 0.61, gcj02: 0.98, bd09: 0.7, cgcs2000: 0.61, swapped: 0 },
    ...part,
  };
}
