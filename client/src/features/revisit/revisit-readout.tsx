import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RevisitPoint } from '@liaowang/shared/schemas/revisit';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useRevisitPoint } from './revisit.api.ts';
import { useRevisitStore } from './revisit.store.ts';
import { describeLastSeen, describeWindowPoint } from './revisit-value.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { usePointerStore } from '../../map/map-control.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import styles from './revisit-readout.module.css';

/** The pointer must rest this long before its place is asked for. */
const REST_MS = 120;
/** CSS pixels from the pointer: clear of the mark, and below the name of what is there. */
const OFFSET_PIXELS = { x: 14, y: 16, underName: 42 } as const;
/** CSS pixels that the readout keeps from the window's right edge. */
const EDGE_PIXELS = 8;

/** Who saw a place, by name; null for those this account does not know. */
function useObserverName(): (seenBy: NonNullable<RevisitPoint['lastSeenBy']>) => string | null {
  const localName = useLocalName();
  const units = useUnitsStore((store) => store.units);
  const lookouts = useLookouts().data;
  return ({ kind, id }) => {
    const name =
      kind === 'unit'
        ? units.get(id)?.name
        : lookouts?.find(({ properties }) => properties.lookoutId === id)?.properties.name;
    return name ? localName(name) : null;
  };
}

interface RevisitReadoutProps {
  /** The computed window that is shown; null = now. */
  jobId: string | null;
  windowEndMs: number;
}

/** The sentence for the place under the pointer, e.g. "last seen 2 h 10 min ago, by Bus 37"; null while there is none. */
export function useRevisitSentence({ jobId, windowEndMs }: RevisitReadoutProps): string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const nowMs = useNow();
  const nameOf = useObserverName();
  const { group, measure } = useRevisitStore();
  const pointer = usePointerStore((store) => store.lngLat);
  const [rested] = useDebouncedValue(pointer, REST_MS);
  const point = useRevisitPoint(pointer === null ? null : rested, { group, jobId }).data;
  if (pointer === null || !point) return null;
  if (!point.isInside) return t('revisit.outside');
  return jobId === null
    ? describeLastSeen(point, { t, language, nowMs, nameOf })
    : describeWindowPoint(point, measure, windowEndMs, { t, language });
}

/** The sentence beside the pointer. It follows the pointer without React: a move renders nothing. */
export function RevisitReadout({ text }: { text: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const isOverName = useMapViewStore((view) => view.hovered !== null);
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
    <div ref={box} className={styles.readout} hidden={text === null} aria-hidden>
      {text}
    </div>,
    document.body,
  );
}
