import { cleanText } from './column-names.ts';
import { MAX_CELL } from './feature-rows.ts';
import { FileRefused, damagedWorkbook } from './file-refused.ts';
import { unescapeText } from './sheet-rows.ts';
import { createXmlReader, type ReadAttribute } from './xml-reader.ts';
import type { ZipArchive } from './zip-archive.ts';

/** A sheet of a workbook and where it lies in the archive. */
export interface WorkbookSheet {
  name: string;
  path: string;
  isHidden: boolean;
}

export interface WorkbookParts {
  sheets: WorkbookSheet[];
  isDate1904: boolean;
  sharedStringsPath: string | null;
  stylesPath: string | null;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** The list of sheets and the formats of their cells are small; a part that is not is made to fill memory. */
const MAX_PART_BYTES = 32 * 1_048_576;
const MAX_SHEETS = 1_000;
/** More than all the rows of a register have words, and what they may hold together. */
const MAX_SHARED_STRINGS = 10_000_000;
const MAX_SHARED_CHARACTERS = 256 * 1_048_576;

/** A small part of the workbook. */
export function readPart(archive: ZipArchive, path: string): Buffer {
  return archive.read(path, MAX_PART_BYTES);
}

function readDocument(archive: ZipArchive, path: string, open: (name: string, attribute: ReadAttribute) => void): void {
  const reader = createXmlReader(null, { open, close: () => undefined, text: () => undefined });
  reader.push(readPart(archive, path));
  reader.end();
}

/** Targets are relative to xl/, or begin at the archive's root. */
function resolveTarget(target: string): string {
  return target.startsWith('/') ? target.slice(1) : new URL(target, 'file:///xl/').pathname.slice(1);
}

/**
 * Which sheets a workbook has, in the order of their tabs.
 * @throws FileRefused `file-broken`
 */
export function readWorkbookParts(archive: ZipArchive): WorkbookParts {
  const targets = new Map<string, { kind: string; path: string }>();
  readDocument(archive, RELATIONS, (name, attribute) => {
    const [id, target, type] = [attribute('Id'), attribute('Target'), attribute('Type')];
    // Strict and transitional workbooks call the same kinds by addresses of different standards.
    if (name === 'Relationship' && id !== undefined && target !== undefined && attribute('TargetMode') !== 'External')
      targets.set(id, { kind: (type ?? '').split('/').at(-1)!, path: decodeURIComponent(resolveTarget(target)) });
  });
  const sheets: WorkbookSheet[] = [];
  let isDate1904 = false;
  readDocument(archive, WORKBOOK, (name, attribute) => {
    if (name === 'workbookPr')
      isDate1904 = ['1', 'true', 'on'].includes((attribute('date1904') ?? '').trim().toLowerCase());
    if (name !== 'sheet') return;
    const target = targets.get(attribute(':id') ?? '');
    // Sheets of charts have no cells.
    if (target?.kind === 'worksheet')
      sheets.push({
        name: attribute('name') ?? '',
        path: target.path,
        isHidden: (attribute('state') ?? 'visible') !== 'visible',
      });
    if (sheets.length > MAX_SHEETS) throw new FileRefused('too-many-sheets', { most: MAX_SHEETS });
  });
  const findPath = (kind: string): string | null =>
    [...targets.values()].find((target) => target.kind === kind && archive.names.includes(target.path))?.path ?? null;
  return { sheets, isDate1904, sharedStringsPath: findPath('sharedStrings'), stylesPath: findPath('styles') };
}

/**
 * The texts that cells refer to by number, as they are inflated.
 * @throws FileRefused `file-broken`
 */
export async function readSharedStrings(pieces: AsyncIterable<Uint8Array>): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let characters = 0;
  let isInText = false;
  let isInPhonetic = false;
  const reader = createXmlReader(null, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isInPhonetic = true;
      else if (name === 't') isInText = true;
    },
    text(part) {
      if (isInText && !isInPhonetic) text += part;
    },
    close(name) {
      if (name === 't') isInText = false;
      else if (name === 'rPh') isInPhonetic = false;
      else if (name === 'si') {
        const kept = cleanText(unescapeText(text)).slice(0, MAX_CELL);
        characters += kept.length;
        if (strings.push(kept) > MAX_SHARED_STRINGS || characters > MAX_SHARED_CHARACTERS) throw damagedWorkbook(null);
      }
    },
  });
  for await (const piece of pieces) reader.push(piece);
  reader.end();
  return strings;
}
