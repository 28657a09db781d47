import { create } from 'zustand';
import type { ObservingDisks } from './coverage-gaps.layer.ts';

/** Who would observe under a plan that is being tried, instead of who does; null = none is. */
export const usePlannedDisks = create<{ disks: ObservingDisks | null }>()(() => ({ disks: null }));
