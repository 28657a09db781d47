/** What a rota shows, one after the other; some stand for as many views as there are just now. */
export type RotaStop =
  | { kind: 'city' }
  /** Each branch that has units on duty. */
  | { kind: 'on-duty' }
  /** The lookouts around which most happens. */
  | { kind: 'busy' }
  | { kind: 'branch'; branchId: number }
  /** A view that somebody kept, under the name they gave it. */
  | { kind: 'kept'; name: string; center: [number, number]; zoom: number };

/** What a wall turns through, and for how long it rests on each. */
export interface RotaPlan {
  dwellSeconds: number;
  stops: readonly RotaStop[];
}

export const DWELL_LIMITS = { min: 10, max: 300 } as const;
export const MAX_NAME_LENGTH = 24;
/** Longer links are cut by what they are sent with. */
export const MAX_KEPT = 12;

export const DEFAULT_PLAN: RotaPlan = { dwellSeconds: 30, stops: [{ kind: 'city' }, { kind: 'on-duty' }] };

/** A name as a link can hold it: without what parts its stops. */
export const tidyName = (name: string): string =>
  [...name.replaceAll(/[;~]/g, ' ').trim()].slice(0, MAX_NAME_LENGTH).join('');

function parseKept(text: string): RotaStop | null {
  const [place = '', name = ''] = text.split('~');
  const [lng = NaN, lat = NaN, zoom = NaN, ...more] = place
    .split(',')
    .map((part) => (part === '' ? NaN : Number(part)));
  const isPlace = Math.abs(lng) <= 180 && Math.abs(lat) <= 90 && zoom >= 0 && zoom <= 24;
  return isPlace && more.length === 0 ? { kind: 'kept', name: tidyName(name), center: [lng, lat], zoom } : null;
}

function parseStop(text: string): RotaStop | null {
  if (text === 'city' || text === 'on-duty' || text === 'busy') return { kind: text };
  if (text.startsWith('at:')) return parseKept(text.slice(3));
  const branchId = /^branch:([1-9]\d{0,8})$/.exec(text)?.[1];
  return branchId === undefined ? null : { kind: 'branch', branchId: Number(branchId) };
}

function formatStop(stop: RotaStop): string {
  switch (stop.kind) {
    case 'branch':
      return `branch:${stop.branchId}`;
    case 'kept': {
      const [lng, lat] = stop.center;
      return `at:${lng.toFixed(5)},${lat.toFixed(5)},${stop.zoom.toFixed(2)}~${encodeURIComponent(stop.name)}`;
    }
    default:
      return stop.kind;
  }
}

/** A plan in words for links: `30;city;on-duty`. */
export const formatPlan = ({ dwellSeconds, stops }: RotaPlan): string =>
  [dwellSeconds, ...stops.map(formatStop)].join(';');

/** The plan that is meant, of what {@link formatPlan} wrote and an address has decoded; what cannot be understood is left out. */
export function parsePlan(decoded: string): RotaPlan {
  const [dwell = '', ...parts] = decoded.split(';');
  const seconds = /^\d{1,4}$/.test(dwell) ? Number(dwell) : DEFAULT_PLAN.dwellSeconds;
  const stops = (/^\d*$/.test(dwell) ? parts : [dwell, ...parts]).flatMap((part) => parseStop(part) ?? []);
  return {
    dwellSeconds: Math.min(DWELL_LIMITS.max, Math.max(DWELL_LIMITS.min, seconds)),
    stops: stops.length > 0 ? stops : DEFAULT_PLAN.stops,
  };
}

/** Whether two stops are the same one. */
export const isSameStop = (a: RotaStop, b: RotaStop): boolean => formatStop(a) === formatStop(b);
