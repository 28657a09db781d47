import * as Type from 'typebox';
import type { Static } from 'typebox';
import { RowId } from './row-id.ts';
import { Instant, LocalizedName, LocalizedNameInput, textOf } from './text.ts';

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

/** Lower case, so that nobody has to remember how it was written. */
const Username = Type.String({ minLength: 3, maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' });
/** NIST SP 800-63B: length, not composition rules; what is common is refused beside. */
const Password = Type.String({ minLength: 10, maxLength: 256 });
/** Of a link that works once: 24 bytes, base64url. */
const OneTimeToken = Type.String({ minLength: 1, maxLength: 128 });

export const FirstAdministrator = Type.Object(
  { token: OneTimeToken, username: Username, password: Password },
  { additionalProperties: false },
);
export type FirstAdministrator = Static<typeof FirstAdministrator>;

/** `invited`: it has a link and no password yet. `disabled`: it opens nothing, and what it did stays its own. */
export const ACCOUNT_STATES = ['active', 'invited', 'disabled'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

/** An account as administrators see it. */
export const ManagedAccount = Type.Object({
  accountId: RowId,
  username: Type.String(),
  displayName: LocalizedName,
  role: Role,
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  state: Type.Enum(ACCOUNT_STATES),
  /** Until when its last link works; null = there is none that does. */
  invitationExpiresAt: Type.Union([Instant, Type.Null()]),
  signedInAt: Type.Union([Instant, Type.Null()]),
  /** Somebody could sign in by it, so that something may be its own: it is disabled, never removed. */
  isUsed: Type.Boolean(),
  version: Type.Integer(),
});
export type ManagedAccount = Static<typeof ManagedAccount>;

const BranchIdInput = Type.Union([RowId, Type.Null()]);
export const NewAccount = Type.Object(
  { username: Username, displayName: LocalizedNameInput, role: Role, branchId: BranchIdInput },
  { additionalProperties: false },
);
export type NewAccount = Static<typeof NewAccount>;

/** What is to be otherwise; the rest stays. Another role or branch ends the account's sessions, and so does disabling it. */
export const AccountChange = Type.Object(
  {
    displayName: Type.Optional(LocalizedNameInput),
    role: Type.Optional(Role),
    branchId: Type.Optional(BranchIdInput),
    isDisabled: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type AccountChange = Static<typeof AccountChange>;

/** A one-time link by which its owner chooses a password. The token is told once and kept as its hash. */
export const Invitation = Type.Object({ token: Type.String(), expiresAt: Instant });
export type Invitation = Static<typeof Invitation>;

export const InvitedAccount = Type.Object({ account: ManagedAccount, invitation: Invitation });
export type InvitedAccount = Static<typeof InvitedAccount>;

export const InvitationToken = Type.Object({ token: OneTimeToken }, { additionalProperties: false });
export const InvitationAnswer = Type.Object(
  { token: OneTimeToken, password: Password },
  { additionalProperties: false },
);
export type InvitationAnswer = Static<typeof InvitationAnswer>;

/** Whose a one-time link is. */
export const Invitee = Type.Object({ username: Type.String(), displayName: LocalizedName });
export type Invitee = Static<typeof Invitee>;

export const PasswordChange = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: 256 }), newPassword: Password },
  { additionalProperties: false },
);
export type PasswordChange = Static<typeof PasswordChange>;

/** Where an account is signed in. */
export const AccountSession = Type.Object({
  sessionId: RowId,
  /** Kind of browser and system, as `Chrome · Windows`; empty = not known. */
  device: Type.String(),
  /** Address, of IPv6 the network of 64 bits. */
  network: Type.String(),
  startedAt: Instant,
  /** To ten minutes or so. */
  seenAt: Instant,
  /** The one that asks. */
  isThis: Type.Boolean(),
});
export type AccountSession = Static<typeof AccountSession>;
