import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deflateSync } from 'node:zlib';
import type { Role } from '@liaowang/shared/schemas/account';
import type { HotspotAttachment, HotspotDetail } from '@liaowang/shared/schemas/hotspot-record';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';

let city: TestApp;
let hotspotId: number;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.app.db.query('TRUNCATE hotspot_records RESTART IDENTITY CASCADE');
  const evidence = {
    method: { kind: 'dbscan', epsMeters: 100, minPoints: 5 },
    incidentCount: 5,
    areaSquareMeters: 1,
    figures: {},
    filter: {
      from: '2026-09-01T00:00:00Z',
      to: '2026-10-01T00:00:00Z',
      hours: null,
      weekdays: null,
      categories: null,
      severities: null,
      source: 'reported',
    },
  };
  const geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [118.34, 34.36],
        [118.35, 34.36],
        [118.35, 34.37],
        [118.34, 34.36],
      ],
    ],
  };
  const response = await city.app.inject({
    method: 'POST',
    url: '/api/v1/hotspots/records',
    headers: { cookie: await city.cookieOf('analyst') },
    payload: { name: '广场', geometry, evidence },
  });
  hotspotId = response.json().hotspotId;
});

async function attach(content: Buffer, fileName = '现场.bin', role: Role = 'analyst', id = hotspotId) {
  return city.app.inject({
    method: 'POST',
    url: `/api/v1/hotspots/records/${id}/attachments?fileName=${encodeURIComponent(fileName)}`,
    headers: { cookie: await city.cookieOf(role), 'content-type': 'application/octet-stream' },
    payload: content,
  });
}
async function ask(method: 'GET' | 'DELETE', path: string, role: Role = 'analyst') {
  return city.app.inject({
    method,
    url: `/api/v1/hotspots/records/${hotspotId}${path}`,
    headers: { cookie: await city.cookieOf(role) },
  });
}
/** What is kept of a file. */
async function keep(content: Buffer, fileName?: string): Promise<{ attachment: HotspotAttachment; kept: Buffer }> {
  const response = await attach(content, fileName);
  expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
  const attachment = response.json<HotspotAttachment>();
  return { attachment, kept: (await ask('GET', `/attachments/${attachment.attachmentId}`)).rawPayload };
}
async function findAudit(action: string) {
  return (
    await city.app.db.query<{ subject: string; detail: object }>(
      'SELECT subject, detail FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1',
      [action],
    )
  ).rows[0];
}

const SECRET = 'GPS 118.3535 34.3686 Zhang San';
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}
function pngChunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  return Buffer.concat([length, latin(type), content, Buffer.alloc(4)]);
}
function riffChunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([latin(type), length, content, Buffer.alloc(content.length % 2)]);
}
/** A ZIP of empty files. */
function zip(names: readonly string[]): Buffer {
  const entries = names.map((name) => {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50);
    central.writeUInt16LE(name.length, 28);
    return { local: Buffer.concat([local, latin(name)]), central: Buffer.concat([central, latin(name)]) };
  });
  const locals = Buffer.concat(entries.map(({ local }) => local));
  const centrals = Buffer.concat(entries.map(({ central }) => central));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt32LE(centrals.length, 12);
  end.writeUInt32LE(locals.length, 16);
  return Buffer.concat([locals, centrals, end]);
}

const JPEG_START = Buffer.from([0xff, 0xd8]);
const JFIF = segment(0xe0, latin('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0'));
const PROFILE = segment(0xe2, latin('ICC_PROFILE\0\u0001\u0001…profile'));
const TABLES = Buffer.concat([
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc2, Buffer.alloc(15, 2)),
  segment(0xc4, Buffer.alloc(20, 3)),
]);
/** Two scans, as progressive pictures have, with a stuffed zero and a restart marker in the data. */
const SCANS = Buffer.concat([
  segment(0xda, Buffer.alloc(6, 4)),
  Buffer.from([1, 0xff, 0x00, 2, 0xff, 0xd0, 3]),
  segment(0xc4, Buffer.alloc(20, 5)),
  segment(0xda, Buffer.alloc(6, 6)),
  Buffer.from([7, 8, 9]),
  Buffer.from([0xff, 0xd9]),
]);
const PNG_START = latin('\u0089PNG\r\n\u001a\n');
const [IHDR, IDAT, IEND] = [
  pngChunk('IHDR', Buffer.alloc(13, 1)),
  pngChunk('IDAT', deflateSync(Buffer.alloc(9))),
  pngChunk('IEND', Buffer.alloc(0)),
];
const webp = (chunks: readonly Buffer[]): Buffer => riffChunk('RIFF', Buffer.concat([latin('WEBP'), ...chunks]));

describe('pictures', () => {
  it('JPEG: lose EXIF, IPTC, comments and what follows their end, and keep what they are drawn from', async () => {
    const exif = segment(0xe1, latin(`Exif\0\0${SECRET}`));
    const second = Buffer.concat([JPEG_START, exif, TABLES, SCANS]);
    const { attachment, kept } = await keep(
      Buffer.concat([
        JPEG_START,
        JFIF,
        exif,
        segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
        PROFILE,
        segment(0xe2, latin(`MPF\0${SECRET}`)),
        segment(0xed, latin(SECRET)),
        segment(0xfe, latin(SECRET)),
        TABLES,
        SCANS,
        second,
      ]),
      'IMG_0001.JPG',
    );
    expect(kept).toEqual(Buffer.concat([JPEG_START, JFIF, PROFILE, TABLES, SCANS]));
    expect(attachment).toMatchObject({ fileName: 'IMG_0001.JPG', mediaType: 'image/jpeg', bytes: kept.length });
  });

  it.each<['II' | 'MM', number, boolean]>([
    ['II', 6, true],
    ['MM', 8, true],
    ['II', 1, false],
    ['MM', 9, false],
  ])('JPEG: keep of EXIF (%s) only which way they are turned: %i', async (order, orientation, isKept) => {
    /** Two entries: the maker's name, and the orientation. */
    const exif = (byteOrder: 'II' | 'MM', entries: ReadonlyArray<[tag: number, value: number]>, more = ''): Buffer => {
      const tiff = Buffer.alloc(14 + 12 * entries.length);
      const write16 = (value: number, at: number) =>
        byteOrder === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
      const write32 = (value: number, at: number) =>
        byteOrder === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
      tiff.write(byteOrder, 'latin1');
      write16(42, 2);
      write32(8, 4);
      write16(entries.length, 8);
      for (const [n, [tag, value]] of entries.entries()) {
        write16(tag, 10 + 12 * n);
        write16(3, 12 + 12 * n);
        write32(1, 14 + 12 * n);
        write16(value, 18 + 12 * n);
      }
      return segment(0xe1, Buffer.concat([latin('Exif\0\0'), tiff, latin(more)]));
    };
    const { kept } = await keep(
      Buffer.concat([
        JPEG_START,
        exif(
          order,
          [
            [0x010f, 7],
            [0x0112, orientation],
          ],
          SECRET,
        ),
        TABLES,
        SCANS,
      ]),
    );
    expect(kept).toEqual(
      Buffer.concat([JPEG_START, ...(isKept ? [exif('MM', [[0x0112, orientation]])] : []), TABLES, SCANS]),
    );
  });

  it('PNG: lose text, EXIF and times', async () => {
    const told = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'prVt'].map((type) => pngChunk(type, latin(SECRET)));
    const gamma = pngChunk('gAMA', Buffer.alloc(4, 7));
    expect((await keep(Buffer.concat([PNG_START, IHDR, gamma, ...told, IDAT, IEND, latin(SECRET)]))).kept).toEqual(
      Buffer.concat([PNG_START, IHDR, gamma, IDAT, IEND]),
    );
  });

  it('WebP: lose EXIF and XMP, and no longer say that they have them', async () => {
    const flags = (byte: number) => riffChunk('VP8X', Buffer.from([byte, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const picture = riffChunk('VP8L', Buffer.from([0x2f, 1, 2]));
    const { attachment, kept } = await keep(
      webp([flags(0x3c), picture, riffChunk('EXIF', latin(SECRET)), riffChunk('XMP ', latin(SECRET))]),
    );
    expect(kept).toEqual(webp([flags(0x30), picture]));
    expect(attachment.mediaType).toBe('image/webp');
  });

  it.each<[string, Buffer]>([
    ['JPEG', Buffer.concat([JPEG_START, JFIF, TABLES, SCANS.subarray(0, 20)])],
    ['JPEG without a picture', Buffer.concat([JPEG_START, JFIF, Buffer.from([0xff, 0xd9])])],
    ['PNG', Buffer.concat([PNG_START, IHDR, IDAT.subarray(0, 10)])],
    ['WebP', webp([riffChunk('VP8L', Buffer.alloc(20))]).subarray(0, 24)],
  ])('that are cut off are refused: %s', async (_kind, content) => {
    const response = await attach(content);
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'attachment-kind']);
  });
});

describe('kinds of files', () => {
  // 城市,数量 in GB18030.
  const GB_TABLE = Buffer.from([0xb3, 0xc7, 0xca, 0xd0, 0x2c, 0xca, 0xfd, 0xc1, 0xbf, 0x0d, 0x0a]);
  const OFFICE = '[Content_Types].xml';
  it.each<[string, Buffer, string, string]>([
    ['PDF', latin('%PDF-1.7\n…'), 'brief.pdf', 'application/pdf'],
    ['text', Buffer.from('巡逻记录\n'), '记录.txt', 'text/plain'],
    ['CSV', Buffer.from('\ufeff时间,地点\n'), '表.CSV', 'text/csv'],
    ['CSV in GB18030', GB_TABLE, '表.csv', 'text/csv'],
    ['a page, which is text', Buffer.from('<script>alert(1)</script>'), 'x.html', 'text/plain'],
    [
      'XLSX',
      zip([OFFICE, 'xl/workbook.xml']),
      'a.xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    [
      'DOCX',
      zip([OFFICE, 'word/document.xml']),
      'a.docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
  ])('are told by the content: %s', async (_kind, content, fileName, mediaType) => {
    const { attachment, kept } = await keep(content, fileName);
    expect([attachment.mediaType, kept]).toEqual([mediaType, content]);
  });

  it.each<[string, Buffer]>([
    ['a program', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
    ['an archive', zip(['a.txt'])],
    ['an office file with macros', zip([OFFICE, 'xl/workbook.xml', 'xl/vbaProject.bin'])],
    ['a broken archive', zip([OFFICE, 'xl/workbook.xml']).subarray(0, 40)],
    ['nothing', Buffer.alloc(0)],
  ])('refused whatever they are called: %s', async (_kind, content) => {
    const response = await attach(content, '照片.jpg');
    expect([response.statusCode, response.json().error.code]).toEqual([400, 'attachment-kind']);
  });
});

describe('attachments', () => {
  it('come, are listed, downloaded as files under their name, and go; each in the audit log', async () => {
    const { attachment } = await keep(Buffer.from('记录'), `C:\\照片\\"夜"巡'(1)*.txt`);
    const { attachmentId } = attachment;
    expect(attachment.fileName).toBe(`"夜"巡'(1)*.txt`);
    const subject = `hotspot:${hotspotId}`;
    expect(await findAudit('hotspot-attachment.added')).toEqual({
      subject,
      detail: { attachmentId, fileName: attachment.fileName, bytes: 6 },
    });
    const download = await ask('GET', `/attachments/${attachmentId}`, 'police-liaison');
    expect(download.headers).toMatchObject({
      'content-type': 'text/plain',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename*=UTF-8''%22%E5%A4%9C%22%E5%B7%A1%27%281%29%2A.txt`,
    });
    expect(await findAudit('hotspot-attachment.downloaded')).toEqual({
      subject,
      detail: { attachmentId, fileName: attachment.fileName },
    });
    expect((await ask('GET', '')).json<HotspotDetail>()).toMatchObject({
      hotspot: { attachments: 1, version: 1 },
      attachments: [attachment],
      events: [{}, { kind: 'attachment', text: attachment.fileName, detail: { attachmentId, bytes: 6 } }],
    });

    expect((await ask('DELETE', `/attachments/${attachmentId}`)).statusCode).toBe(204);
    expect(await findAudit('hotspot-attachment.removed')).toMatchObject({ subject, detail: { attachmentId } });
    for (const method of ['GET', 'DELETE'] as const)
      expect((await ask(method, `/attachments/${attachmentId}`)).statusCode).toBe(404);
    expect((await ask('GET', '')).json<HotspotDetail>()).toMatchObject({
      hotspot: { attachments: 0 },
      attachments: [],
      events: [{}, {}, { kind: 'attachment-removed', text: attachment.fileName }],
    });
  });

  it('hold ten megabytes, and no byte more', async () => {
    const text = Buffer.alloc(10 * 1_048_576, 'a');
    expect((await keep(text, '长.txt')).kept.equals(text)).toBe(true);
    const response = await attach(Buffer.concat([text, latin('a')]), '长.txt');
    expect([response.statusCode, response.json().error.code]).toEqual([413, 'too-large']);
  });

  it('are at most twenty of a record, however many come at once', async () => {
    for (let n = 0; n < 18; n++) await attach(latin('x'), `${n}.txt`);
    const answers = await Promise.all(Array.from({ length: 4 }, (_, n) => attach(latin('x'), `more-${n}.txt`)));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([201, 201, 409, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)!.json().error.code).toBe('too-many-attachments');
  });

  it('are for who reviews: whoever sees hotspots reads them, others do neither', async () => {
    const { attachment } = await keep(latin('x'));
    for (const role of ['branch-lead', 'volunteer'] as const) {
      expect((await attach(latin('x'), 'a.txt', role)).statusCode).toBe(403);
      for (const method of ['GET', 'DELETE'] as const)
        expect((await ask(method, `/attachments/${attachment.attachmentId}`, role)).statusCode).toBe(403);
    }
  });

  it('need a record, a name and a raw body', async () => {
    expect((await attach(latin('x'), 'a.txt', 'analyst', 2_147_483_647)).statusCode).toBe(404);
    expect((await attach(latin('x'), '')).json().error).toMatchObject({
      code: 'invalid-input',
      field: 'querystring.fileName',
    });
    expect((await attach(latin('x'), '照片/')).json().error).toMatchObject({
      code: 'invalid-input',
      field: 'querystring.fileName',
    });
    const json = await city.app.inject({
      method: 'POST',
      url: `/api/v1/hotspots/records/${hotspotId}/attachments?fileName=a.txt`,
      headers: { cookie: await city.cookieOf('analyst') },
      payload: { a: 1 },
    });
    expect(json.statusCode).toBe(415);
  });
});

describe('a name', () => {
  it.each([
    ['report.exe', 'text/plain', 'report.txt'],
    ['现场.PNG.scr', 'text/plain', '现场.PNG.txt'],
    ['页面.html', 'text/plain', '页面.txt'],
    ['记录.md', 'text/plain', '记录.md'],
    ['记录', 'text/plain', '记录.txt'],
    ['表.csv', 'text/csv', '表.csv'],
    ['a.txt. .', 'text/plain', 'a.txt'],
    ['.exe', 'text/plain', 'file.txt'],
  ])('keeps an ending only where it fits what the file is: %s as %s', async (given, mediaType, fileName) => {
    const { attachment } = await keep(latin('plain text'), given);
    expect(attachment).toMatchObject({ fileName, mediaType });
  });

  it('that was stored before endings were looked at is served with one that fits', async () => {
    const { attachment } = await keep(latin('plain text'), 'a.txt');
    await city.app.db.query(
      `UPDATE hotspot_attachments SET file_name = '照片.exe', media_type = 'image/png' WHERE id = $1`,
      [attachment.attachmentId],
    );
    const served = await ask('GET', `/attachments/${attachment.attachmentId}`);
    expect(served.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('照片.png')}`,
    );
    expect((await ask('GET', '')).json<HotspotDetail>().attachments).toEqual([
      expect.objectContaining({ fileName: '照片.png' }),
    ]);
  });
});
