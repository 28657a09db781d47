import { describe, expect, it } from 'vitest';
import { findLegend, type ToolLegend } from '../../../../client/src/workspaces/coverage/export-legend.ts';
import '../../../../client/src/app/map-things.ts';
import { createNames } from './coverage-samples.ts';

const { t } = createNames('zh-CN');
const CLOSED: ToolLegend = { revisit: null, isRevisitOfWindow: false, hasSites: false };
const textsOf = (tool: Partial<ToolLegend>) =>
  findLegend(t, new Set(['lookouts']), { ...CLOSED, ...tool }, 'dark').map(({ text }) => text);

describe('the legend of a picture', () => {
  it('is of the layers that are on', () => {
    expect(textsOf({})).toEqual([t('legend.lookout')]);
  });

  it('says what the surface of the revisit tab is of', () => {
    const [, surface, never] = textsOf({ revisit: { measure: 'age', group: 'patrols' } });
    expect(surface).toBe('距上次看到（巡逻）：颜色越强，看得越少');
    expect(never).toBe(t('revisit.never'));
    expect(textsOf({ revisit: { measure: 'visits', group: 'all' }, isRevisitOfWindow: true }).at(-1)).toBe(
      t('revisit.neverInWindow'),
    );
  });

  it('names the places that a search chose', () => {
    expect(textsOf({ hasSites: true }).at(-1)).toBe('选出的位置');
  });
});
