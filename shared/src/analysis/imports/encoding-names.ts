/** Encodings that every browser and server reads (WHATWG Encoding Standard), by the names their decoders go by. */
const NAMES = new Set([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'ibm866',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'windows-874',
  ...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((number) => `windows-${number}`),
  ...[2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16].map((part) => `iso-8859-${part}`),
]);

/** Windows' and IBM's numbers of code pages, as .cpg files, XML and people write them. One decoder reads GB 2312, GBK and GB 18030. */
const BY_NUMBER: Readonly<Record<string, string>> = {
  936: 'gb18030',
  20936: 'gb18030',
  51936: 'gb18030',
  52936: 'gb18030',
  54936: 'gb18030',
  950: 'big5',
  951: 'big5',
  932: 'shift_jis',
  20932: 'euc-jp',
  51932: 'euc-jp',
  949: 'euc-kr',
  51949: 'euc-kr',
  65001: 'utf-8',
  1200: 'utf-16le',
  1201: 'utf-16be',
  20127: 'windows-1252',
  20866: 'koi8-r',
  21866: 'koi8-u',
  10000: 'macintosh',
  866: 'ibm866',
  874: 'windows-874',
};

/** Other names, without hyphens. The standard reads Latin-1 as windows-1252, which has it all. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  unicode11utf8: 'utf-8',
  utf8sig: 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  unicode: 'utf-16le',
  ucs2: 'utf-16le',
  ucs2le: 'utf-16le',
  ucs2be: 'utf-16be',
  unicodefffe: 'utf-16be',
  gb: 'gb18030',
  gbk: 'gb18030',
  xgbk: 'gb18030',
  gb2312: 'gb18030',
  gb231280: 'gb18030',
  csgb2312: 'gb18030',
  gb13000: 'gb18030',
  chinese: 'gb18030',
  euccn: 'gb18030',
  eucgb: 'gb18030',
  csiso58gb231280: 'gb18030',
  big5: 'big5',
  cnbig5: 'big5',
  xxbig5: 'big5',
  csbig5: 'big5',
  big5hkscs: 'big5',
  big5eten: 'big5',
  eten: 'big5',
  sjis: 'shift_jis',
  xsjis: 'shift_jis',
  shiftjis: 'shift_jis',
  mskanji: 'shift_jis',
  windows31j: 'shift_jis',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  uhc: 'euc-kr',
  korean: 'euc-kr',
  ksc56011987: 'euc-kr',
  latin1: 'windows-1252',
  l1: 'windows-1252',
  ascii: 'windows-1252',
  usascii: 'windows-1252',
  koi8: 'koi8-r',
  mac: 'macintosh',
  macroman: 'macintosh',
};

const CODE_PAGE =
  /^(?:(?:ansi|oem|ibm|dos|cp|ms|win|windows|xwindows|xmswin|xcp|codepage|ccsid)-?)?(?<digits>\d{3,5})$/u;
const LATIN = /^(?:iso)?(?:8859|2859)(?<part>\d{1,2})$/u;

/**
 * A decoder's name (WHATWG Encoding Standard) for an encoding however it is called: `GBK`, `gb2312`, `cp936`, `936`,
 * `MS936`, `windows-936`, `ANSI 936`, `OEM 936`, `Big5`, `65001`, `UTF8`, `88591`, `latin1` …; null for one that cannot be read.
 */
export function findEncodingName(said: string): string | null {
  const name = said
    .replace(/^\uFEFF/u, '')
    .replaceAll(/["'\0]/gu, '')
    .trim()
    .toLowerCase();
  if (NAMES.has(name)) return name;
  const bare = name.replaceAll(/[\s_.:-]/gu, '');
  const part = LATIN.exec(bare)?.groups?.['part'];
  if (part !== undefined)
    return part === '1'
      ? 'windows-1252'
      : part === '9'
        ? 'windows-1254'
        : NAMES.has(`iso-8859-${part}`)
          ? `iso-8859-${part}`
          : null;
  const digits = CODE_PAGE.exec(bare)?.groups?.['digits'];
  if (digits !== undefined) return BY_NUMBER[digits] ?? (NAMES.has(`windows-${digits}`) ? `windows-${digits}` : null);
  return ALIASES[bare] ?? [...NAMES].find((known) => known.replaceAll(/[-_]/gu, '') === bare) ?? null;
}
