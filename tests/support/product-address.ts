import { inject } from 'vitest';
import { claimSlot } from './claim-slot.ts';

/** Address of this process's product, which no other test uses meanwhile; null where there is no browser. */
export function productAddress(): string | null {
  const addresses = inject('productAddresses');
  return addresses.length === 0 ? null : addresses[claimSlot('product', addresses.length)]!;
}
