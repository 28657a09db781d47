import { create } from 'zustand';
import { linkParametersOf } from '../../lib/link-parameters.ts';
import { readSetting, writeSetting } from '../../lib/stored-setting.ts';
import { useViewStore } from '../../map/view.store.ts';
import { formatPlan, parsePlan, type RotaPlan } from './rota-plan.ts';

interface RotaStore {
  /** It turns as long as the wall stands. */
  isOn: boolean;
  /** What was chosen last in this browser, or came by a link. */
  plan: RotaPlan;
  start: () => void;
  stop: () => void;
  change: (plan: Partial<RotaPlan>) => void;
}

const SETTING = 'rota';

function readPlan(): RotaPlan {
  try {
    return parsePlan(decodeURIComponent(readSetting(SETTING) ?? ''));
  } catch {
    return parsePlan('');
  }
}

/** The rota of the wall. */
export const useRotaStore = create<RotaStore>()((set) => ({
  isOn: false,
  plan: readPlan(),
  start: () => set({ isOn: true }),
  stop: () => set({ isOn: false }),
  change: (part) =>
    set(({ plan }) => {
      const next = { ...plan, ...part };
      writeSetting(SETTING, formatPlan(next));
      return { plan: next };
    }),
}));

// Whoever leaves the wall leaves its rota.
useViewStore.subscribe(({ wall }, before) => {
  if (before.wall && !wall) useRotaStore.getState().stop();
});

/** The rota that turns (`rota`): its seconds and stops. A computer at a wall is started with it. */
export const ROTA_LINK = linkParametersOf(useRotaStore, {
  rota: {
    parse: (text) => (text === null ? { isOn: false } : { isOn: true, plan: parsePlan(text) }),
    format: ({ isOn, plan }) => (isOn ? formatPlan(plan) : null),
  },
});
