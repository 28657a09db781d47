import { create } from 'zustand';
import type { ObservingGround } from './coverage-gaps.layer.ts';

/** Who would observe under a plan that is being tried, instead of who does; null = none is. */
export const usePlannedGround = create<{ ground: ObservingGround | null }>()(() => ({ ground: null }));
