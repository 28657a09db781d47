import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefCallback,
  type RefObject,
} from 'react';
import { flushSync } from 'react-dom';

/** Lists up to this long are mounted whole, so that the browser's own search finds every word of them. */
const WHOLE_UP_TO_ROWS = 100;
/** A key looks so far for a row with a button: each row passed is mounted and laid out. */
const MOST_ROWS_PASSED = 30;
/** Mounted beyond both edges of what is seen: Tab and the wheel find the next row there. */
const ROWS_BEYOND = 8;

export interface VirtualRowsOptions {
  count: number;
  /** Must stay the same function while the rows do. */
  keyOf: (index: number) => string | number;
  /** The usual height of a row; the true one is measured. */
  rowHeightPx: number;
  /** The row that was chosen elsewhere: scrolled into sight when it changes. */
  chosenIndex: number;
  /** Few rows that are always mounted: heads of groups, which stick to the top while their rows pass. */
  headIndexes: readonly number[];
  /** A row that holds what somebody is writing: always mounted; −1 = none. */
  openIndex: number;
}

/** What tells a row's element where in the whole list it stands. */
export interface RowMark {
  ref: RefCallback<HTMLElement>;
  'data-index': number;
}

/** A mounted row, or the space of those between that are not. */
export type RowPart = { kind: 'row'; index: number } | { kind: 'space'; before: number; heightPx: number };

interface VirtualRows<T extends HTMLElement> {
  parts: readonly RowPart[];
  markOf: (index: number) => RowMark;
  container: {
    ref: RefObject<T | null>;
    onFocus: (event: FocusEvent) => void;
    onBlur: (event: FocusEvent) => void;
    onKeyDown: (event: KeyboardEvent) => void;
  };
}

function findScroller(element: Element | null): Element | null {
  for (let at = element?.parentElement; at; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  return document.scrollingElement;
}

/** Page pixels of one design pixel (tokens.css). */
function findScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--lw-scale')) || 1;
}

/** Of the row of a list that holds an element; null where it is another list's, as of a dialog that was opened from a row. */
function indexOf(target: EventTarget | null, list: Element | null): number | null {
  const row = target instanceof Element && target.closest<HTMLElement>('[data-index]');
  return row && row.parentElement === list ? Number(row.dataset['index']) : null;
}

/** Where a key leads from a row, or null where it is not for the list. */
function findKeyTarget({ key }: KeyboardEvent, index: number, lastIndex: number, pageRows: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(lastIndex, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(lastIndex, index + pageRows);
    case 'PageUp':
      return Math.max(0, index - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return lastIndex;
    default:
      return null;
  }
}

/** Where a key may come to rest: what it leads to, what lies beyond that, then what lies before it, the nearest first. */
function listStops(from: number, target: number, lastIndex: number): number[] {
  const step = Math.sign(target - from);
  const roomBeyond = step > 0 ? lastIndex - target : target;
  const beyond = Math.min(MOST_ROWS_PASSED, roomBeyond);
  const before = Math.min(MOST_ROWS_PASSED, Math.abs(target - from) - 1);
  return [
    ...Array.from({ length: beyond + 1 }, (_, rows) => target + rows * step),
    ...Array.from({ length: before }, (_, rows) => target - (rows + 1) * step),
  ];
}

/**
 * Which rows of a long list are mounted: those in sight of the box that scrolls, some beyond its edges, heads of groups, and
 * the one that has the focus. They lie in the flow between spaces as high as what is left out, so that rows and cells keep their looks.
 */
export function useVirtualRows<T extends HTMLElement>({
  count,
  keyOf,
  rowHeightPx,
  chosenIndex,
  headIndexes,
  openIndex,
}: VirtualRowsOptions): VirtualRows<T> {
  const ref = useRef<T>(null);
  const scroller = useRef<Element | null>(null);
  const lastChosenKey = useRef<string | number | null>(null);
  /** That of the row with the focus, and of the one that is about to have it. */
  const [keptKeys, setKeptKeys] = useState<ReadonlyArray<string | number>>([]);
  const [scale] = useState(findScale);
  /** How far below the top of what scrolls the first row lies, and how much of the box a head covers that stays. */
  const [edge, setEdge] = useState({ marginPx: 0, headPx: 0 });
  const isWhole = count <= WHOLE_UP_TO_ROWS;

  const keptIndexes = useMemo(() => {
    const kept = openIndex < 0 ? [...headIndexes] : [...headIndexes, openIndex];
    if (keptKeys.length > 0) for (let at = 0; at < count; at++) if (keptKeys.includes(keyOf(at))) kept.push(at);
    return kept;
  }, [headIndexes, openIndex, keptKeys, count, keyOf]);

  const virtualizer = useVirtualizer<Element, HTMLElement>({
    count,
    getScrollElement: () => (scroller.current ??= findScroller(ref.current)),
    estimateSize: () => rowHeightPx * scale,
    measureElement: (row) => row.getBoundingClientRect().height,
    getItemKey: keyOf,
    overscan: ROWS_BEYOND,
    scrollMargin: edge.marginPx,
    scrollPaddingStart: edge.headPx,
    rangeExtractor: useCallback(
      (range: Range) => {
        return [...new Set([...defaultRangeExtractor(range), ...keptIndexes])].sort((a, b) => a - b);
      },
      [keptIndexes],
    ),
  });

  // After every render: what stands above the list grows and shrinks without telling it.
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- It ends by itself: the edge is set only where it moved.
  useLayoutEffect(() => {
    const [body, box] = [ref.current, scroller.current];
    if (!body || !box) return;
    const boxTop = box === document.scrollingElement ? 0 : box.getBoundingClientRect().top;
    const marginPx = Math.round(body.getBoundingClientRect().top - boxTop + box.scrollTop);
    const head =
      body.parentElement?.querySelector(':scope > thead') ??
      (headIndexes.length > 0 ? body.querySelector(`:scope > [data-index="${headIndexes[0]}"]`) : null);
    const headPx = head?.getBoundingClientRect().height ?? 0;
    if (Math.abs(marginPx - edge.marginPx) > 1 || headPx !== edge.headPx) setEdge({ marginPx, headPx });
  });

  const chosenKey = chosenIndex < 0 ? null : keyOf(chosenIndex);
  useEffect(() => {
    // Once for each that is chosen: whoever scrolls on is not brought back when the rows change.
    if (chosenKey === lastChosenKey.current) return;
    lastChosenKey.current = chosenKey;
    if (chosenKey !== null) virtualizer.scrollToIndex(chosenIndex);
  }, [chosenIndex, chosenKey, virtualizer]);

  const parts: RowPart[] = [];
  if (isWhole) for (let index = 0; index < count; index++) parts.push({ kind: 'row', index });
  else {
    let endPx = edge.marginPx;
    for (const { index, start, end } of virtualizer.getVirtualItems()) {
      if (start > endPx) parts.push({ kind: 'space', before: index, heightPx: start - endPx });
      parts.push({ kind: 'row', index });
      endPx = end;
    }
    const restPx = edge.marginPx + virtualizer.getTotalSize() - endPx;
    if (restPx > 0) parts.push({ kind: 'space', before: count, heightPx: restPx });
  }

  return {
    parts,
    markOf: (index) => ({ ref: virtualizer.measureElement, 'data-index': index }),
    container: {
      ref,
      onFocus: ({ target }) => {
        const index = indexOf(target, ref.current);
        if (index !== null) setKeptKeys([keyOf(index)]);
      },
      onBlur: ({ relatedTarget }) => {
        // Another window has the focus: it comes back to where it was.
        if (ref.current?.contains(document.activeElement)) return;
        if (!(relatedTarget instanceof Node && ref.current?.contains(relatedTarget))) setKeptKeys([]);
      },
      onKeyDown: (event) => {
        const index = indexOf(event.target, ref.current);
        if (index === null || !(event.target instanceof HTMLButtonElement) || event.defaultPrevented) return;
        const { startIndex = 0, endIndex = 0 } = virtualizer.range ?? {};
        const target = findKeyTarget(event, index, count - 1, Math.max(1, endIndex - startIndex - 1));
        if (target === null) return;
        // The page must not scroll under the list, nor where the list ends.
        event.preventDefault();
        if (target === index) return;
        // The focus mounts its row, where it belongs; then the box scrolls there. A row without a button cannot have it.
        for (const to of listStops(index, target, count - 1)) {
          flushSync(() => setKeptKeys([keyOf(index), keyOf(to)]));
          const button = ref.current?.querySelector<HTMLElement>(`:scope > [data-index="${to}"] button:not(:disabled)`);
          if (!button) continue;
          button.focus({ preventScroll: true });
          virtualizer.scrollToIndex(to);
          return;
        }
        setKeptKeys([keyOf(index)]);
      },
    },
  };
}
