import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findEncodingName } from '../../../../../../shared/src/analysis/imports/encoding-names.ts';
import { openJson } from '../../../../../../server/src/features/imports/readers/files/json-file.ts';
import { openKml } from '../../../../../../server/src/features/imports/readers/files/kml-file.ts';
import type { IncidentFile } from '../../../../../../server/src/features/imports/readers/files/incident-file.ts';
import { readText } from '../../../../../../server/src/features/imports/readers/files/text-encoding.ts';
import { encodeGb18030 } from '../../../../../support/encode-gb18030.ts';

const WORDS = ['盗窃电动车', '邻里纠纷', '噪音扰民', '交通事故', '求助走失', '城区派出所', '人民路口', '某小区门前'];
const cell = fc.constantFrom(...WORDS);

describe('the encoding of a text', () => {
  it.each<[string, (text: string) => Buffer]>([
    ['gb18030', encodeGb18030],
    ['utf-8', (text) => Buffer.from(text)],
  ])(
    'is %s, wherever one character is cut off at the end of a cell, and one cell has the replacement sign',
    (encoding, encode) => {
      fc.assert(
        fc.property(fc.array(cell, { minLength: 5, maxLength: 40 }), fc.nat(), (words, at) => {
          const cut = at % words.length;
          const lines = words.map((word, i) => {
            const bytes = encode(word);
            return Buffer.concat([
              Buffer.from(`2024-05-01 08:00,118.35,`),
              i === cut ? bytes.subarray(0, -1) : bytes,
              Buffer.from(',34.37\n'),
            ]);
          });
          const { text, encoding: found } = readText(Buffer.concat(lines), null);
          expect(found).toBe(encoding);
          expect(text.split(/[,\n]/u).filter((each) => each.includes('\uFFFD'))).toHaveLength(1);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(['GBK', 'gb2312', 'cp936', '936', 'MS936', 'windows-936', 'ANSI 936', 'OEM 936', 'EUC-CN', 'GB_2312-80'])(
    'is GB 18030 where it is called %s',
    (name) => expect(findEncodingName(name)).toBe('gb18030'),
  );
  it.each([
    ['Big5', 'big5'],
    ['cp950', 'big5'],
    ['utf8', 'utf-8'],
    ['65001', 'utf-8'],
    ['UTF-16LE', 'utf-16le'],
    ['latin1', 'windows-1252'],
    ['88591', 'windows-1252'],
    ['cp1252', 'windows-1252'],
    ['klingon', null],
  ])('%s is %s', (name, known) => expect(findEncodingName(name)).toBe(known));
});

async function placesOf(file: IncidentFile): Promise<unknown[]> {
  const places: unknown[] = [];
  for await (const block of file.rows()) places.push(...block.map(({ place }) => place));
  return places;
}

describe('points', () => {
  const feature =
    '{"type":"Feature","properties":{"date":"2024-05-01"},"geometry":{"type":"Point","coordinates":[118.35,34.37]}}';
  it.each([
    ['alone', feature, 1],
    ['one a line', `${feature}\n${feature}\n`, 2],
    ['after record separators', `\u001e${feature}\n\u001e${feature}\n`, 2],
    ['in a list', `[${feature},${feature}]`, 2],
    ['in a wrapper', `{"ok":true,"data":{"list":[${feature}]}}`, 1],
    ['of Esri', '{"features":[{"attributes":{"a":1},"geometry":{"x":118.35,"y":34.37}}]}', 1],
    [
      'in a collection of one',
      feature.replace(/\{"type":"Point".*\]\}/u, (point) => `{"type":"GeometryCollection","geometries":[${point}]}`),
      1,
    ],
  ])('are read %s', async (_how, text, count) => {
    expect(await placesOf(openJson(Buffer.from(text), null))).toEqual(
      Array.from({ length: count }, () => [118.35, 34.37]),
    );
  });

  it.each([
    ['<kml:kml xmlns:kml="http://www.opengis.net/kml/2.2">', 'kml:'],
    ['<kml:kml>', 'kml:'],
    ['<kml xsi:schemaLocation="a b">', ''],
    ['<kml><gx:Tour/>', ''],
  ])('are read of a KML that begins %s', async (start, prefix) => {
    const text = `${start}<${prefix}Placemark><${prefix}name>A & B</${prefix}name><${prefix}Point><${prefix}coordinates>118.35,34.37</${prefix}coordinates></${prefix}Point></${prefix}Placemark></${prefix}kml>`;
    expect(await placesOf(await openKml(Buffer.from(text), null))).toEqual([[118.35, 34.37]]);
  });

  it('in broken text are refused with the line', async () => {
    expect(() => openJson(Buffer.from(`${feature}\n{"a" 1}\n`), null)).toThrow('The JSON is broken in line 2.');
    // Where the element begins that is not closed.
    await expect(openKml(Buffer.from('<kml>\n<a>\n</b>\n</kml>'), null)).rejects.toThrow(
      /^The KML is broken in line 2: /u,
    );
  });
});
