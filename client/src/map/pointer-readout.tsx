import { useEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useMapViewStore } from './map-view.store.ts';
import styles from './pointer-readout.module.css';

/** CSS pixels from the pointer: clear of the mark, and below the name of what is there. */
const OFFSET_PIXELS = { x: 14, y: 16, underName: 42 } as const;
/** CSS pixels that the readout keeps from the window's right edge. */
const EDGE_PIXELS = 8;

/** What is known of the place under the pointer, beside it. It follows the pointer without React: a move renders nothing. */
export function PointerReadout({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  const isOverName = useMapViewStore((view) => view.hovered !== null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const follow = ({ clientX, clientY }: MouseEvent): void => {
      if (!box.current) return;
      const left = Math.min(clientX + OFFSET_PIXELS.x, innerWidth - box.current.offsetWidth - EDGE_PIXELS);
      box.current.style.transform = `translate(${left}px, ${clientY + (isOverName ? OFFSET_PIXELS.underName : OFFSET_PIXELS.y)}px)`;
    };
    addEventListener('mousemove', follow, { passive: true });
    return () => removeEventListener('mousemove', follow);
  }, [isOverName]);
  return createPortal(
    <div ref={box} className={styles.readout} hidden={!isShown} aria-hidden>
      {children}
    </div>,
    document.body,
  );
}
