import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeBase64 } from '@liaowang/shared/analysis/hotspots/zones/encode-base64';

it('encodes bytes as everyone does', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
  const surface = Uint8Array.from({ length: 30_001 }, (_, i) => (i * 7) % 256);
  expect(encodeBase64(surface)).toBe(Buffer.from(surface).toString('base64'));
});
