import * as Type from 'typebox';
import type { Static } from 'typebox';

/** An import's incidents came (`count` of them), or were all taken back (0). */
export const IncidentsImported = Type.Object({ importId: Type.Integer(), count: Type.Integer() });
export type IncidentsImported = Static<typeof IncidentsImported>;
