import { useEffect, useRef, type JSX } from 'react';

export interface MapTooltipProps {
  /** Null = nothing is under the pointer. */
  text: string | null;
}

/** CSS pixels from the pointer, clear of the mark's ring. */
const OFFSET_PIXELS = 14;

/** A name beside the pointer. It follows the pointer without React: a move renders nothing. */
export function MapTooltip({ text }: MapTooltipProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const parent = box.current?.parentElement;
    const follow = ({ clientX, clientY }: MouseEvent): void => {
      if (!box.current || !parent) return;
      const { left, top } = parent.getBoundingClientRect();
      box.current.style.transform = `translate(${clientX - left + OFFSET_PIXELS}px, ${clientY - top + OFFSET_PIXELS}px)`;
    };
    parent?.addEventListener('mousemove', follow);
    return () => parent?.removeEventListener('mousemove', follow);
  }, []);
  return (
    <div ref={box} className="map-tooltip" hidden={text === null} aria-hidden>
      {text}
    </div>
  );
}
