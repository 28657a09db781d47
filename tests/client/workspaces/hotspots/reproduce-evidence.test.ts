import { describe, expect, it } from 'vitest';
import { toEvidenceLink } from '../../../../client/src/workspaces/hotspots/reproduce-evidence.ts';
import { resolveFilter } from '../../../../client/src/features/filter/filter-choice.ts';
import { parseFilter } from '../../../../client/src/features/filter/filter-link.ts';
import { parseMethod } from '../../../../client/src/features/zones/method-link.ts';
import { createRecord } from '../../features/records/hotspot-sample.ts';

describe('toEvidenceLink', () => {
  it('leads back to the very filter and method of the evidence', () => {
    const { evidence } = createRecord(1);
    const narrow = {
      ...evidence,
      filter: {
        ...evidence.filter,
        hours: { start: 22, end: 6 },
        weekdays: [5, 6],
        categories: ['theft' as const],
        source: 'any' as const,
      },
    };
    for (const each of [evidence, narrow]) {
      const link = toEvidenceLink(each, 'Asia/Shanghai');
      const choice = parseFilter(link.filter ?? '');
      expect(choice && resolveFilter(choice, Date.UTC(2027, 0, 1), 'Asia/Shanghai', null, null)).toEqual(each.filter);
      expect(parseMethod(link.method)).toEqual(each.method);
    }
  });
});
