import { beforeEach, describe, expect, it } from 'vitest';
import { OBSERVER_GROUPS, REVISIT_MEASURES, type RevisitWindow } from '@liaowang/shared/schemas/revisit';
import { adoptLink, withLink } from '../../../../client/src/lib/link-parameters.ts';
import { COVERAGE_LINK, useCoverageView } from '../../../../client/src/workspaces/coverage/coverage-view.store.ts';
import {
  parseRevisitLink,
  toRevisitLink,
  useRevisitStore,
} from '../../../../client/src/features/revisit/revisit.store.ts';

const jobId = '0b4c2a52-7f0e-4f5a-9a40-3d1a1c6d2b11';
const otherJobId = '4d0f6a3e-6a43-4b1e-8a5e-5b1f0c7a9e22';
const now = { mode: 'now', group: 'all', measure: 'mean-age', jobId: null, asked: null } as const;
const asked: RevisitWindow = {
  from: '2026-09-28T08:30:00.000Z',
  to: '2026-11-23T08:30:00.000Z',
  group: 'vehicles',
  weekdays: [1],
  startHour: 18,
  endHour: 22,
};

describe('the link of the tab', () => {
  it('says nothing of the default', () => expect(toRevisitLink(now)).toBeNull());

  it('comes back as it was', () => {
    expect(parseRevisitLink(toRevisitLink({ ...now, group: 'patrols' }))).toEqual({ mode: 'now', group: 'patrols' });
    expect(parseRevisitLink(toRevisitLink({ ...now, mode: 'window', measure: 'max-gap', jobId, asked }))).toEqual({
      mode: 'window',
      measure: 'max-gap',
      jobId,
      asked,
    });
    expect(parseRevisitLink(toRevisitLink({ ...now, mode: 'window' }))).toEqual({
      mode: 'window',
      measure: 'mean-age',
    });
  });

  it('still reads links without the window', () => {
    expect(parseRevisitLink(`window:max-gap:${jobId}`)).toEqual({
      mode: 'window',
      measure: 'max-gap',
      jobId,
      asked: null,
    });
    expect(toRevisitLink({ ...now, mode: 'window', measure: 'max-gap', jobId })).toBe(`window:max-gap:${jobId}`);
  });

  it('leaves what it cannot understand as it is', () => {
    expect(parseRevisitLink('now:everybody')).toEqual({ mode: 'now' });
    expect(parseRevisitLink('window:max-gap:../../etc')).toEqual({ mode: 'window', measure: 'max-gap' });
    expect(parseRevisitLink(`window:max-gap:${jobId}:last.week`)).toEqual({
      mode: 'window',
      measure: 'max-gap',
      jobId,
      asked: null,
    });
    expect(parseRevisitLink('elsewhere')).toEqual({});
  });

  it('goes back to the default without a link', () =>
    expect(parseRevisitLink(null)).toEqual({ mode: 'now', group: 'all' }));

  it('fits into the address at its longest', () => {
    for (const measure of REVISIT_MEASURES) {
      for (const group of OBSERVER_GROUPS) {
        const revisit = toRevisitLink({
          ...now,
          mode: 'window',
          measure,
          jobId,
          asked: { ...asked, to: '2099-12-31T23:59:00.000Z', group, weekdays: [1, 2, 3, 4, 5, 6], endHour: 24 },
        });
        useCoverageView.setState({ revisit });
        const search = withLink(COVERAGE_LINK, '');
        adoptLink(COVERAGE_LINK, '');
        adoptLink(COVERAGE_LINK, search);
        expect(useCoverageView.getState().revisit).toBe(revisit);
      }
    }
  });
});

describe('opening a link', () => {
  const start = useRevisitStore.getInitialState();
  beforeEach(() => useRevisitStore.setState(start, true));
  const open = (link: string) => {
    useRevisitStore.getState().adoptLink(link);
    return useRevisitStore.getState();
  };

  it('fills the form with the window that was asked, and gives the same link again', () => {
    useRevisitStore.getState().setCustom({ from: '', to: '', weekdays: null, startHour: 1, endHour: 2 });
    const link = toRevisitLink({ ...now, mode: 'window', jobId, asked })!;
    const opened = open(link);
    expect(opened).toMatchObject({ jobId, asked, group: 'vehicles', preset: 'custom', custom: null });
    expect(toRevisitLink(opened)).toBe(link);
  });

  it('forgets what another job was asked', () => {
    useRevisitStore.getState().show(otherJobId, asked);
    expect(open(`window:max-gap:${jobId}`)).toMatchObject({ jobId, asked: null, preset: 'shift' });
  });
});
