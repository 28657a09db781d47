import { useDebouncedValue } from '@mantine/hooks';
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
import { PointerReadout } from '../../map/pointer-readout.tsx';

/** The pointer must rest this long before its place is asked for. */
const REST_MS = 120;
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

/** The sentence beside the pointer. */
export function RevisitReadout({ text }: { text: string | null }) {
  return <PointerReadout isShown={text !== null}>{text}</PointerReadout>;
}
