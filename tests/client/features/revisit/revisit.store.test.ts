import { describe, expect, it } from 'vitest';
import { parseRevisitLink, toRevisitLink } from '../../../../client/src/features/revisit/revisit.store.ts';

const jobId = '0b4c2a52-7f0e-4f5a-9a40-3d1a1c6d2b11';
const now = { mode: 'now', group: 'all', measure: 'mean-age', jobId: null } as const;

describe('the link of the tab', () => {
  it('says nothing of the default', () => expect(toRevisitLink(now)).toBeNull());

  it('comes back as it was', () => {
    expect(parseRevisitLink(toRevisitLink({ ...now, group: 'patrols' }))).toEqual({ mode: 'now', group: 'patrols' });
    expect(parseRevisitLink(toRevisitLink({ ...now, mode: 'window', measure: 'max-gap', jobId }))).toEqual({ mode: 'window', measure: 'max-gap', jobId });
    expect(parseRevisitLink(toRevisitLink({ ...now, mode: 'window' }))).toEqual({ mode: 'window', measure: 'mean-age' });
  });

  it('leaves what it cannot understand as it is', () => {
    expect(parseRevisitLink('now:everybody')).toEqual({ mode: 'now' });
    expect(parseRevisitLink('window:max-gap:../../etc')).toEqual({ mode: 'window', measure: 'max-gap' });
    expect(parseRevisitLink('elsewhere')).toEqual({});
  });

  it('goes back to the default without a link', () => expect(parseRevisitLink(null)).toEqual({ mode: 'now', group: 'all' }));
});
