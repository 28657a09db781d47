import { useEffect, useRef } from 'react';
import { setMapInsets } from '../map/map-control.ts';

/** Between what is shown and the panels, CSS pixels. */
const CLEARANCE_PIXELS = 24;

/**
 * Tells the map how much of it the panels hide, so that what it flies to stands clear of them. Returns the ref for the
 * element around the panels; what they leave free is the one in it that is marked `data-middle`. While it is not
 * measured, the map takes the usual shares.
 */
export function useMapInsets(isMeasured = true) {
  const panels = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = panels.current;
    if (!element || !isMeasured) return undefined;
    const measure = (): void => {
      const middle = element.querySelector('[data-middle]')?.getBoundingClientRect();
      if (!middle) return;
      setMapInsets({
        left: middle.left + CLEARANCE_PIXELS,
        right: innerWidth - middle.right + CLEARANCE_PIXELS,
        top: middle.top + CLEARANCE_PIXELS,
        bottom: innerHeight - middle.bottom + CLEARANCE_PIXELS,
      });
    };
    const observer = new ResizeObserver(measure);
    for (const child of [element, ...element.children]) observer.observe(child);
    measure();
    return () => {
      observer.disconnect();
      setMapInsets(null);
    };
  }, [isMeasured]);
  return panels;
}
