import type { DatabaseKind, Installation, InstallationSetup } from './installation.ts';
import type { Phones } from './phones.ts';
import type { RoomViewer } from './room-viewer.ts';

/** An installation at work: phones send, screens look on. */
export interface Room {
  installation: Installation;
  phones: Phones;
  viewers: readonly RoomViewer[];
  /** The same again with the same seed. */
  random: () => number;
  /** Resolves once so many more fixes were acknowledged. */
  acknowledgeMore(count: number): Promise<void>;
  /** Something that must not be: it fails the round. */
  complain(what: string): void;
}

/** One kind of harm; the default export of a `<name>.fault.ts`. */
export interface Fault {
  /** As the table calls it. */
  title: string;
  databases: readonly DatabaseKind[];
  /** The unusual installation it needs; none: it shares one with the other faults, one after another. */
  setUp?: (random: () => number) => InstallationSetup;
  /** Part of the short form, on these databases. */
  short?: readonly DatabaseKind[];
  /** Why it cannot be tried on this machine; null: it can. */
  findHindrance?: () => Promise<string | null> | string | null;
  /** Does the harm while phones send; resolves with when it ended, epoch milliseconds. What comes back by itself is given time by the caller. */
  inject(room: Room): Promise<number>;
  /** Looks at what must hold once everybody has caught up; complains where it does not. */
  verify?(room: Room): Promise<void>;
}

/** A number of the range, low end included. */
export const between = (random: () => number, low: number, high: number): number => low + random() * (high - low);
