import { inject } from 'vitest';
import { claimSlot } from './claim-slot.ts';

/** The database of this process, which no other test uses meanwhile. */
export function testDatabaseUrl(): string {
  const urls = inject('databaseUrls');
  return urls[claimSlot('database', urls.length)]!;
}
