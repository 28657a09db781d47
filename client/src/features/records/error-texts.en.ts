import type { SameKeys } from '../../i18n/same-keys.ts';
import type { recordErrorsZhCN } from './error-texts.zh-CN.ts';

export const recordErrorsEn: SameKeys<typeof recordErrorsZhCN> = {
  errors: {
    'changed-meanwhile': 'Somebody has just changed this record. Check it as it is now, then try again.',
    'status-not-allowed': 'Its status cannot change that way now; somebody may have changed it.',
    'reason-required': 'Please give a reason.',
    'owner-not-permitted': 'This account may not review hotspots, so it cannot answer for one.',
    'attachment-kind':
      'This kind of file is not taken. Attach pictures (PNG, JPEG, WebP), PDF, text, CSV, XLSX or DOCX without macros.',
    'attachment-too-large': 'An attachment may have 10 MB at most.',
    'zones-too-costly': 'This takes too long to compute. Take larger cells, a smaller band or a shorter window.',
    'too-many-attachments': 'A record has at most 20 attachments: remove one first.',
    'too-many-vertices': 'The shape has too many corners: simplify it.',
    'invalid-polygon': 'The shape is no valid polygon.',
  },
};
