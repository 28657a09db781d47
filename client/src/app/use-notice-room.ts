import { useEffect, useRef } from 'react';

const SIDES = ['--lw-free-left', '--lw-free-right'] as const;

/** Tells the notices where the panels leave the map free. Returns the ref for the element that fills this space. */
export function useNoticeRoom() {
  const free = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = free.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const measure = (): void => {
      const { left, right } = element.getBoundingClientRect();
      [left, innerWidth - right].forEach((pixels, side) => root.setProperty(SIDES[side]!, `${pixels}px`));
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => {
      observer.disconnect();
      for (const side of SIDES) root.removeProperty(side);
    };
  }, []);
  return free;
}
