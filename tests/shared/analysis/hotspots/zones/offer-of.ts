import { expect } from 'vitest';
import { SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';

/** What a refusal offers instead. */
export function offerOf(refused: () => unknown): SizeRefused['works'] {
  try {
    refused();
  } catch (error) {
    expect(error).toBeInstanceOf(SizeRefused);
    return (error as SizeRefused).works;
  }
  throw new Error('it was not refused');
}
