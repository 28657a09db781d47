import { inject } from 'vitest';

/** Address of this process's product, which no other test uses meanwhile; null where there is no browser. */
export function productAddress(): string | null {
  const addresses = inject('productAddresses');
  return addresses[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % addresses.length] ?? null;
}
