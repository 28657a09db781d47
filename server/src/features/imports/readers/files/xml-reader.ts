import { Parser } from 'saxen';
import { FileRefused, damagedWorkbook } from './file-refused.ts';

/** An attribute's value by its name as it is written; `:id` is the `id` of any namespace. */
export type ReadAttribute = (name: string) => string | undefined;

/** What is told of a document, in its order; names come without their namespace's prefix. */
export interface XmlListener {
  open(name: string, attribute: ReadAttribute): void;
  close(name: string): void;
  text(text: string): void;
}

/** Reads XML piece by piece. */
export interface XmlReader {
  /** @throws FileRefused */
  push(bytes: Uint8Array): void;
  end(): void;
}

/** No part of a workbook nests half as deep. */
const MAX_DEPTH = 64;
/** A cell holds 32,767 characters; a text or tag that goes on for longer than this is made to fill memory. */
const MAX_TOKEN_BYTES = 1_048_576;

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

function findEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * A reader of one XML document of a workbook. Declarations of types and entities, by which XML is made to grow without
 * end, are refused; entities that were not declared stay as they are written. `sheet` is the sheet that it is of, null for
 * the other parts.
 */
export function createXmlReader(sheet: string | null, listener: XmlListener): XmlReader {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let depth = 0;
  let bytesSinceToken = 0;
  const parser = new Parser()
    .on('openTag', (name, attributes, decode) => {
      bytesSinceToken = 0;
      if (++depth > MAX_DEPTH) throw damagedWorkbook(sheet);
      listener.open(withoutPrefix(name), (wanted) => {
        const all = attributes();
        const value = wanted.startsWith(':')
          ? Object.entries(all).find(([key]) => key.endsWith(wanted))?.[1]
          : all[wanted];
        return value === undefined ? undefined : decode(value);
      });
    })
    .on('closeTag', (name) => {
      bytesSinceToken = 0;
      depth--;
      listener.close(withoutPrefix(name));
    })
    .on('text', (text, decode) => {
      bytesSinceToken = 0;
      listener.text(decode(text));
    })
    .on('cdata', (text) => {
      bytesSinceToken = 0;
      listener.text(text);
    })
    .on('attention', () => {
      throw new FileRefused('workbook-entities');
    })
    .on('error', (error) => {
      throw error instanceof FileRefused ? error : damagedWorkbook(sheet, error);
    });
  return {
    push(bytes) {
      decoder ??= new TextDecoder(findEncoding(bytes));
      bytesSinceToken += bytes.length;
      parser.write(decoder.decode(bytes, { stream: true }));
      if (bytesSinceToken > MAX_TOKEN_BYTES) throw damagedWorkbook(sheet);
    },
    end() {
      if (!decoder) throw damagedWorkbook(sheet);
      parser.write(decoder.decode());
      parser.end();
    },
  };
}
