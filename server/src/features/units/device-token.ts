import { createHash, randomBytes } from 'node:crypto';

/** A device's secret: 144 random bits, short enough for a QR code. */
export function createDeviceToken(): string {
  return randomBytes(18).toString('base64url');
}

/** What is kept of a token. Unsalted is enough: a token is random, not chosen. */
export function hashDeviceToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
