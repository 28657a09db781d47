import * as Type from 'typebox';
import type { Static } from 'typebox';
import { Role } from './account.ts';
import { LocalizedName } from './text.ts';

/** What the page may know before anybody signs in. */
export const Installation = Type.Object({
  version: Type.String(),
  demo: Type.Boolean(),
  needsSetUp: Type.Boolean(),
  jurisdictionName: LocalizedName,
  associationName: LocalizedName,
  /** In the demo only: accounts offered on the sign-in page. */
  demoAccounts: Type.Array(Type.Object({ username: Type.String(), role: Role, displayName: LocalizedName })),
  demoPassword: Type.Union([Type.String(), Type.Null()]),
});
export type Installation = Static<typeof Installation>;
