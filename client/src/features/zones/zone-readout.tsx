import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { CountSparkline } from './count-sparkline.tsx';
import { findCellSteps } from './zone-steps.ts';
import { describeCell } from './zone-words.ts';
import { useZonesStore } from './zones.store.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import styles from './zone-readout.module.css';

/** CSS pixels from the pointer: clear of the mark, and below the name of what is there. */
const OFFSET_PIXELS = { x: 14, y: 16, underName: 42 } as const;
/** CSS pixels that the readout keeps from the window's right edge. */
const EDGE_PIXELS = 8;

/** What is known of the cell under the pointer, beside it. It follows the pointer without React: a move renders nothing. */
export function ZoneReadout() {
  const { t } = useTranslation();
  const cells = useZonesStore(({ answer }) => (answer?.kind === 'zones' ? answer.found.result.cells : null));
  const cell = useZonesStore((zones) => zones.hoveredCell);
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
  const isShown = cells !== null && cell !== null && cell < cells.counts.length;
  const steps = isShown ? findCellSteps(cells, cell) : null;
  return createPortal(
    <div ref={box} className={styles.readout} hidden={!isShown} aria-hidden>
      {isShown && describeCell(cells, cell, t)}
      {steps && <CountSparkline counts={steps} label={t('zones.bySteps')} />}
    </div>,
    document.body,
  );
}
