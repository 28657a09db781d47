import type { StoreApi } from 'zustand';

/** One part of what a link reproduces. Its owner declares it once: name, words and default. */
export interface LinkParameter {
  /** In the address: `?name=…`. */
  name: string;
  /** Takes over what a link says; null = it says nothing. What cannot be understood is the default. Never throws. */
  adopt: (text: string | null) => void;
  /** What a link says now; null = the default, which is left out. */
  format: () => string | null;
  /** Calls `listener` when what a link says may have changed; returns how to stop. */
  subscribe: (listener: () => void) => () => void;
}

/** How a part of a store's state stands in a link. */
interface StatePart<S> {
  /** The state that a link's words mean; null = none were said. */
  parse: (text: string | null) => Partial<S>;
  /** Null = at its default. */
  format: (state: S) => string | number | null;
}

/** The parameters of a store, by name, in the order in which they are written. */
export function linkParametersOf<S>(
  store: Pick<StoreApi<S>, 'getState' | 'setState' | 'subscribe'>,
  parts: Readonly<Record<string, StatePart<S>>>,
): LinkParameter[] {
  return Object.entries(parts).map(([name, { parse, format }]) => ({
    name,
    adopt: (text) => store.setState(parse(text)),
    format: () => {
      const value = format(store.getState());
      return value === null ? null : String(value);
    },
    subscribe: (listener) => store.subscribe(listener),
  }));
}

/** A number of a row of the database, in a link; null for anything else. */
export function parseId(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

/** The text when it is as it must be; null for anything else. */
export const matching = (text: string | null, pattern: RegExp): string | null =>
  text !== null && pattern.test(text) ? text : null;

/** @throws Error when two parameters have one name */
export function assertOneOwnerEach(parameters: readonly LinkParameter[]): void {
  const names = parameters.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`Two parameters of links are called ${twice}.`);
}

/** Takes over what a query string says. */
export function adoptLink(parameters: readonly LinkParameter[], search: string): void {
  const said = new URLSearchParams(search);
  for (const { name, adopt } of parameters) adopt(said.get(name));
}

/** The query string with the parameters put in; everything else in it (the camera) stays as it is. */
export function withLink(parameters: readonly LinkParameter[], search: string): string {
  const own = new Set(parameters.map(({ name }) => name));
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !own.has(part.split('=')[0]!));
  const said = parameters.flatMap(({ name, format }) => {
    const text = format();
    return text === null ? [] : [`${name}=${text}`];
  });
  const parts = [...kept, ...said];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** Takes over what the address says, then keeps it up to date. Returns how to stop. */
export function keepLink(parameters: readonly LinkParameter[]): () => void {
  const adopt = (): void => adoptLink(parameters, location.search);
  const write = (): void => {
    const { pathname, search, hash } = location;
    const next = withLink(parameters, search);
    // Replaced, not pushed: going back should leave the page, not undo a click on a layer.
    if (next !== search) history.replaceState(history.state, '', pathname + next + hash);
  };
  adopt();
  write();
  const stops = parameters.map(({ subscribe }) => subscribe(write));
  addEventListener('popstate', adopt);
  return () => {
    for (const stop of stops) stop();
    removeEventListener('popstate', adopt);
  };
}
