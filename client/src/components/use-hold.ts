import { useEffect, useMemo, useRef, useState, type FocusEvent } from 'react';

/** Whether somebody points at or works in an element, and what tells it: spread `props` over the element. */
export interface Hold {
  isHeld: boolean;
  props: {
    onPointerEnter: () => void;
    onPointerMove: () => void;
    onPointerLeave: () => void;
    onFocus: (event: FocusEvent) => void;
    onBlur: (event: FocusEvent) => void;
  };
}

/** A pointer that rests for so long was left there. */
const LEFT_AFTER_MS = 60_000;

/** What is under a pointer, or holds the focus, must not move away from it: a list asks this before it sorts itself anew. */
export function useHold(): Hold {
  const [isHeld, setIsHeld] = useState(false);
  const held = useRef({ pointer: false, focus: false });
  const leftTimer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(leftTimer.current), []);
  const props = useMemo(() => {
    const set = (part: Partial<typeof held.current>) => {
      Object.assign(held.current, part);
      setIsHeld(held.current.pointer || held.current.focus);
    };
    const point = (isThere: boolean) => {
      clearTimeout(leftTimer.current);
      if (isThere) leftTimer.current = setTimeout(() => set({ pointer: false }), LEFT_AFTER_MS);
      if (held.current.pointer !== isThere) set({ pointer: isThere });
    };
    return {
      onPointerEnter: () => point(true),
      onPointerMove: () => point(true),
      onPointerLeave: () => point(false),
      // A click focuses too, and means no more than that.
      onFocus: ({ target }: FocusEvent) => {
        if (target.matches(':focus-visible')) set({ focus: true });
      },
      onBlur: ({ currentTarget, relatedTarget }: FocusEvent) => {
        // Into another window, or from row to row: it stays here.
        if (currentTarget.contains(document.activeElement) || currentTarget.contains(relatedTarget as Node | null))
          return;
        set({ focus: false });
      },
    };
  }, []);
  return { isHeld, props };
}
