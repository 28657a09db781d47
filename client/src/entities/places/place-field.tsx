import { Group, Stack, Text } from '@mantine/core';
import { IconCrosshair } from '@tabler/icons-react';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { readCoordinates } from '@liaowang/shared/analysis/places/coordinates-text';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DrawBar } from '../../components/draw-bar.tsx';
import { TextField } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useDrawLayers, type LayerBands } from '../../map/drawn-layers.store.ts';
import { goToPlace } from '../../map/go-to.ts';
import { mapControl } from '../../map/map-control.ts';
import { useMapTool, type MapTool } from '../../map/map-tool.store.ts';
import { roundPlace } from '../../map/round-place.ts';
import { useMapTheme } from '../../map/use-map-theme.ts';
import { createPlaceMarkLayer } from './place-mark.layer.ts';
import { useJurisdiction } from './places.api.ts';

/** For a text whose order is not told by where the city lies. */
const WORLD = [-180, -90, 180, 90] as const;
const BANDS: LayerBands = { 'place-mark': 'handles' };

interface PlaceFieldProps {
  label: string;
  /** Null = none yet, or what is typed is no place. */
  value: LngLat | null;
  /** What is wrong with it, in the reader's language. */
  problem?: string | undefined;
  /** The next click on the map is the answer, without a button first: for what is added. */
  picksAtOnce?: boolean;
  onChange: (value: LngLat | null) => void;
}

const format = ([lng, lat]: LngLat): string => `${lng.toFixed(6)}, ${lat.toFixed(6)}`;

/** A click on the map is the answer; Space takes its middle. */
function usePicking(
  picksAtOnce: boolean,
  onPick: (place: LngLat) => void,
): { isPicking: boolean; start: () => void; stop: () => void } {
  const [isPicking, setIsPicking] = useState(picksAtOnce);
  const tool = useMemo((): MapTool | null => {
    if (!isPicking) return null;
    const pick = (place: LngLat): void => {
      setIsPicking(false);
      onPick(roundPlace(place));
    };
    return {
      owner: 'place-field',
      cursor: 'crosshair',
      click: pick,
      press(key) {
        const middle = mapControl.getCenter();
        if (key !== ' ' || !middle) return false;
        pick(middle);
        return true;
      },
      cancel: () => setIsPicking(false),
    };
  }, [isPicking, onPick]);
  useMapTool(tool);
  return { isPicking, start: () => setIsPicking(true), stop: () => setIsPicking(false) };
}

/** Where something stands: its coordinates typed or pasted in any usual form, or a click on the map, which marks it. */
export function PlaceField({ label, value, problem, picksAtOnce = false, onChange }: PlaceFieldProps) {
  const { t } = useTranslation();
  const { palette } = useMapTheme();
  const boundary = useJurisdiction().data?.boundary;
  const bounds = useMemo(() => (boundary ? computeBounds(boundary) : WORLD), [boundary]);
  /** As it is typed, which is not how it is shown. */
  const [typed, setTyped] = useState<string | null>(null);
  const picking = usePicking(picksAtOnce, (place) => {
    setTyped(null);
    onChange(place);
  });
  useDrawLayers(
    useMemo(() => [createPlaceMarkLayer(value, palette)], [value, palette]),
    BANDS,
  );
  const isUnreadable = typed !== null && typed.trim() !== '' && value === null;
  const isOutside = value !== null && boundary !== undefined && !isInsideArea(value, boundary);
  return (
    <Stack gap="xs">
      <TextField
        label={label}
        value={typed ?? (value ? format(value) : '')}
        placeholder={t('entry.place.placeholder')}
        problem={isUnreadable ? t('entry.place.unreadable') : isOutside ? t('entry.place.outside') : problem}
        onChange={(text) => {
          setTyped(text);
          const read = readCoordinates(text, bounds);
          onChange(read && roundPlace(read));
          if (read) goToPlace(read);
        }}
      />
      <Group gap="sm" wrap="nowrap">
        <TextButton pressed={picking.isPicking} onClick={picking.isPicking ? picking.stop : picking.start}>
          <IconCrosshair />
          {t('entry.place.pick')}
        </TextButton>
        <Text size="xs" c="dimmed">
          {t('entry.place.hint')}
        </Text>
      </Group>
      {picking.isPicking && <DrawBar hint={t('entry.place.picking')} onCancel={picking.stop} />}
    </Stack>
  );
}
