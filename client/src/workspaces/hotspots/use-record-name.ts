import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { useTranslation } from 'react-i18next';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { formatDate } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { usePlaceName } from '../../features/place-names/place-name.ts';

type Named = Pick<HotspotRecord, 'name' | 'labelPoint' | 'createdAt'>;

/** What a record is called; one that nobody has named yet is called after the key area it lies in, or the nearest place, and the day it was proposed. */
export function useRecordName(): (record: Named) => string {
  const { t } = useTranslation();
  const localName = useLocalName();
  const placeName = usePlaceName();
  const keyAreas = useKeyAreas().data;
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return ({ name, labelPoint, createdAt }) => {
    if (name !== '') return name;
    const area = keyAreas?.find(({ geometry }) => isInsideArea(labelPoint, geometry));
    return t('records.unnamed', {
      place: area ? localName(area.name) : placeName(labelPoint, 'short'),
      date: formatDate(parseInstant(createdAt), timeZone).slice(5),
    });
  };
}
