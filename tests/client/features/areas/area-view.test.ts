import { describe, expect, it } from 'vitest';
import {
  AREA_COLUMNS,
  AREA_MEASURES,
  DEFAULT_AREA_VIEW,
  formatAreaView,
  parseAreaView,
} from '../../../../client/src/features/areas/area-view.ts';
import { adoptLink, withLink } from '../../../../client/src/lib/link-parameters.ts';
import { HOTSPOTS_LINK, useHotspotsView } from '../../../../client/src/workspaces/hotspots/hotspots-view.store.ts';

describe('the link to a table of areas', () => {
  it('says nothing of the default, and everything else', () => {
    expect(formatAreaView(DEFAULT_AREA_VIEW)).toBeNull();
    expect(
      formatAreaView({ setId: '12', sort: { column: 'week', descending: true }, measure: 'rate', areaId: 31 }),
    ).toBe('s:12~o:-week~m:rate~a:31');
  });

  it('is read back as it was written, through the address too', () => {
    for (const column of AREA_COLUMNS) {
      for (const measure of AREA_MEASURES) {
        const view = { setId: '7', sort: { column, descending: column !== 'name' }, measure, areaId: 4 };
        const text = formatAreaView(view);
        expect(parseAreaView(text)).toEqual(view);
        useHotspotsView.setState({ tab: 'areas', areas: text });
        const search = withLink(HOTSPOTS_LINK, '');
        adoptLink(HOTSPOTS_LINK, '');
        adoptLink(HOTSPOTS_LINK, search);
        expect(useHotspotsView.getState()).toMatchObject({ tab: 'areas', areas: text });
      }
    }
  });

  it.each(['s:0', 's:x', 'o:size', 'm:shape', 'a:-3', 'nonsense', ''])(
    'takes the default for what nobody understands: %s',
    (text) => expect(parseAreaView(text)).toEqual(DEFAULT_AREA_VIEW),
  );
});
