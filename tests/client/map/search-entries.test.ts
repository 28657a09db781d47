import { describe, expect, it } from 'vitest';
import { findEntries, type SearchEntry } from '../../../client/src/map/search-entries.ts';

function entry(group: string, id: string, ...names: string[]): SearchEntry {
  return {
    group,
    id,
    title: names[0] ?? '',
    note: '',
    look: null,
    names,
    target: { kind: 'place', position: [118, 34] },
  };
}

const buses = Array.from({ length: 300 }, (_, index) =>
  entry('units', `u${index + 1}`, `公交 ${index + 1}`, `Bus ${index + 1}`),
);
const entries = [
  entry('commands', 'ruler', '测距', 'ruler'),
  entry('places', 'p1', '新安街道', "Xin'an Subdistrict"),
  entry('lookouts', 'l7', '人民广场', "People's Square", '07'),
  ...buses,
];
const find = (query: string) => findEntries(entries, query).map(({ id }) => id);

describe('findEntries', () => {
  it('lists the commands for an empty query', () => expect(find('  ')).toEqual(['ruler']));

  it('finds by either language and by number', () => {
    expect(find('新安')).toEqual(['p1']);
    expect(find("XIN'AN")).toEqual(['p1']);
    expect(find('07')[0]).toBe('l7');
  });

  it('puts the exact name before longer ones, then counts as people do', () => {
    expect(find('公交 11').slice(0, 3)).toEqual(['u11', 'u110', 'u111']);
  });

  it('matches words in any order', () => expect(find('square people')).toEqual(['l7']));

  it('never lets one group bury the others', () => expect(find('公交').length).toBe(8));

  it('finds nothing rather than anything', () => expect(find('骆马湖')).toEqual([]));
});
