import { describe, expect, it } from 'vitest';
import { createIndexer, findEntries, type Reading, type SearchEntry } from '../../../client/src/map/search-entries.ts';
import { readName } from '../../../server/src/features/registry/name-readings.ts';

function entry(group: string, id: string, ...names: string[]): SearchEntry {
  return {
    group,
    id,
    title: names[0] ?? '',
    note: '',
    look: null,
    names,
    target: { kind: 'spot', position: [118, 34] },
  };
}

const numbered = (group: string, count: number, zh: string, en: string) =>
  Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(3, '0');
    return entry(group, `${en} ${number}`, `${zh} ${number}`, `${en} ${number}`);
  });

const entries = [
  entry('commands', 'ruler', '测距', 'ruler'),
  entry('places', '新安', '新安街道', "Xin'an Subdistrict"),
  entry('places', '邵店', '邵店镇', 'Shaodian Town'),
  entry('places', '双塘', '双塘镇', 'Shuangtang Town'),
  entry('streets', '钟吾路', '钟吾路', 'Zhongwu Road'),
  entry('streets', '重庆路', '重庆路', 'Chongqing Road'),
  entry('streets', '吕梁路', '吕梁路', 'Lüliang Road'),
  entry('lookouts', '火车站', '火车站广场', 'Railway Station Square', '01', '瞭望点 01'),
  entry('lookouts', '广场', '人民广场', "People's Square", '03', '瞭望点 03'),
  entry('lookouts', '七号', '夜市街', 'Night Market Street', '07', '瞭望点 07'),
  entry('key-areas', '一中', '第一中学', 'No. 1 Middle School'),
  entry('branches', '一分会', '新安第1分会', "Xin'an Branch 1"),
  entry('stations', '服务站', '新安服务站 005'),
  entry('incidents', '事件 4711', '事件 4711', '4711', '车辆被盗', 'Vehicle theft', '停车场：电动自行车两辆'),
  ...numbered('units', 300, '徒步巡逻', 'Foot patrol'),
  ...numbered('units', 338, '公交', 'Bus'),
];
const readings = new Map<string, Reading>(
  [...entries.map(({ title }) => title), '徒步巡逻', '公交'].map((name) => [name, readName(name)]),
);
const index = [createIndexer()(entries, readings)];
const find = (query: string, recent: string[] = []) => findEntries(index, query, recent).map(({ id }) => id);

describe('what is typed finds first', () => {
  it.each([
    ['新安', '新安'],
    ['新安街道', '新安'],
    ['  新安  ', '新安'],
    ["XIN'AN", '新安'],
    ['xinan', '新安'],
    ['xin an', '新安'],
    ['xinanjiedao', '新安'],
    ['xajd', '新安'],
    ['邵店', '邵店'],
    ['shaodian', '邵店'],
    ['sdz', '邵店'],
    ['shuangtang', '双塘'],
    ['stz', '双塘'],
    ['钟吾', '钟吾路'],
    ['钟吾路', '钟吾路'],
    ['zhongwu', '钟吾路'],
    ['zhongwulu', '钟吾路'],
    ['zwl', '钟吾路'],
    ['ZWL', '钟吾路'],
    ['chongqing', '重庆路'],
    ['cql', '重庆路'],
    ['lvliang', '吕梁路'],
    ['火车站', '火车站'],
    ['huochezhan', '火车站'],
    ['hcz', '火车站'],
    ['hczgc', '火车站'],
    ['railway', '火车站'],
    ['square people', '广场'],
    ['people square', '广场'],
    ["people's", '广场'],
    ['rmgc', '广场'],
    ['renmin', '广场'],
    ['07', '七号'],
    ['瞭望点7', '七号'],
    ['瞭望点 07', '七号'],
    ['night market', '七号'],
    ['yeshijie', '七号'],
    ['第一中学', '一中'],
    ['dyzx', '一中'],
    ['no 1 middle', '一中'],
    ['新安第1分会', '一分会'],
    ['新安第 1 分会', '一分会'],
    ['服务站5', '服务站'],
    ['新安服务站 5', '服务站'],
    ['4711', '事件 4711'],
    ['#4711', '事件 4711'],
    ['事件4711', '事件 4711'],
    ['车辆被盗', '事件 4711'],
    ['vehicle theft', '事件 4711'],
    ['电动自行车', '事件 4711'],
    ['公交288', 'Bus 288'],
    ['公交 288', 'Bus 288'],
    ['公交　２８８', 'Bus 288'],
    ['bus 288', 'Bus 288'],
    ['bus288', 'Bus 288'],
    ['gongjiao288', 'Bus 288'],
    ['gj288', 'Bus 288'],
    ['公交 7', 'Bus 007'],
    ['徒步巡逻 12', 'Foot patrol 012'],
    ['徒步巡逻12', 'Foot patrol 012'],
    ['徒步 12', 'Foot patrol 012'],
    ['tbxl12', 'Foot patrol 012'],
    ['foot patrol 12', 'Foot patrol 012'],
    ['测距', 'ruler'],
  ])('%s → %s', (typed, id) => expect(find(typed)[0]).toBe(id));
});

describe('findEntries', () => {
  it('lists the commands for an empty query, after what was chosen lately', () => {
    expect(find('  ')).toEqual(['ruler']);
    expect(findEntries(index, '', ['钟吾路', 'gone', '新安']).map(({ id, group }) => [id, group])).toEqual([
      ['钟吾路', 'recent'],
      ['新安', 'recent'],
      ['ruler', 'commands'],
    ]);
  });

  it('puts the exact name before longer ones, then counts as people do', () => {
    expect(find('公交 11').slice(0, 4)).toEqual(['Bus 011', 'Bus 110', 'Bus 111', 'Bus 112']);
  });

  it('finds a number where it begins, and one with zeros before as a whole', () => {
    expect(find('007')).toEqual(
      ['七号', 'Bus 007', 'Foot patrol 007'].toSorted((a, b) => find('007').indexOf(a) - find('007').indexOf(b)),
    );
    expect(find('公交 007')).toEqual(['Bus 007']);
    expect(find('公交07')).toEqual(['Bus 007']);
    // 28, and then 280 to 289; not 128 or 228.
    expect(find('28').filter((id) => id.startsWith('Bus'))).toEqual(
      [28, 280, 281, 282, 283, 284, 285, 286].map((number) => `Bus ${String(number).padStart(3, '0')}`),
    );
  });

  it('tells names that changed from those that did not', () => {
    const indexer = createIndexer();
    indexer(entries, readings);
    const renamed = entries.map((each) => ({
      ...each,
      note: 'new',
      ...(each.id === 'Bus 288' && { names: ['夜班车 5'] }),
    }));
    const again = [indexer(renamed, readings)];
    expect(findEntries(again, '夜班车')[0]).toMatchObject({ id: 'Bus 288', note: 'new' });
    expect(findEntries(again, '公交 287')[0]).toMatchObject({ id: 'Bus 287', note: 'new' });
    expect(findEntries(again, 'gj 288')).toEqual([]);
    expect(findEntries([indexer(renamed, new Map())], 'gj 287')).toEqual([]);
  });

  it('puts first who needs a person now', () => {
    const calling = entries.map((each) => (each.id === 'Bus 300' ? { ...each, isUrgent: true } : each));
    expect(findEntries([createIndexer()(calling, readings)], '公交')[0]?.id).toBe('Bus 300');
  });

  it('never lets one group bury the others', () => expect(find('公交').length).toBe(8));

  it('finds nothing rather than anything', () => {
    expect(find('骆马湖')).toEqual([]);
    expect(find('zzz')).toEqual([]);
    // Three letters in the middle of initials are a part of too much.
    expect(find('czg')).toEqual([]);
  });

  it('knows names before their readings are fetched', () => {
    expect(findEntries([createIndexer()(entries, new Map())], '钟吾')[0]?.id).toBe('钟吾路');
  });
});
