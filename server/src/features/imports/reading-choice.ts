import { findEncodingName } from '@liaowang/shared/analysis/imports/encoding-names';
import type { ImportMapping, ReadingChoice } from '@liaowang/shared/schemas/incident-import';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { StoredImport } from './imports.repository.ts';

/**
 * The name by which decoders know an encoding, however it is called.
 * @throws RequestRefused `encoding-not-known`
 */
export function normalizeEncoding(name: string, field: string): string {
  const known = findEncodingName(name);
  if (known === null)
    throw new RequestRefused(400, { code: 'encoding-not-known', field, reason: `There is no text encoding ${name}.` });
  return known;
}

/** How a mapping wants the file read; what it does not say is as it was last chosen, or is found. */
export function toReadingChoice(
  mapping: Pick<ImportMapping, 'sheet' | 'headerRow' | 'encoding'>,
  stored: Pick<StoredImport, 'encoding'>,
): ReadingChoice {
  const { sheet = null, headerRow = null, encoding } = mapping;
  return {
    sheet,
    headerRow,
    encoding: encoding == null ? stored.encoding : normalizeEncoding(encoding, 'body.encoding'),
  };
}
