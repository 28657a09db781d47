import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LocalizedName, textOf } from './text.ts';

export const ROLES = ['administrator', 'dispatcher', 'analyst', 'police-liaison', 'branch-lead', 'volunteer'] as const;
export const Role = Type.Enum(ROLES);
export type Role = (typeof ROLES)[number];

export const Credentials = Type.Object(
  { username: textOf({ minLength: 1, maxLength: 64 }), password: Type.String({ minLength: 1, maxLength: 256 }) },
  { additionalProperties: false },
);
export type Credentials = Static<typeof Credentials>;

/** Who is signed in, and what they may do: the page shows nothing else of an account. */
export const Session = Type.Object({
  username: Type.String(),
  displayName: LocalizedName,
  role: Role,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  permissions: Type.Array(Type.String()),
});
export type Session = Static<typeof Session>;

export const FirstAdministrator = Type.Object(
  {
    token: Type.String({ minLength: 1, maxLength: 128 }),
    username: Type.String({ minLength: 3, maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' }),
    /** NIST SP 800-63B: length, not composition rules. */
    password: Type.String({ minLength: 10, maxLength: 256 }),
  },
  { additionalProperties: false },
);
export type FirstAdministrator = Static<typeof FirstAdministrator>;
