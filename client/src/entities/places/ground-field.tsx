import { Group, Stack, Text } from '@mantine/core';
import { IconPolygon, IconTrash } from '@tabler/icons-react';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { LEAST_CORNERS, type AreaGeometry, type PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { DrawBar } from '../../components/draw-bar.tsx';
import { Field } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatArea } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { mapControl } from '../../map/map-control.ts';
import { useOutlineDrawing } from '../../map/outline-drawing.store.ts';
import { isFitGround } from './fit-ground.ts';
import { countCorners, listGroundHandles, measureGround } from './ground-handles.ts';
import { endDrawing, useGroundTool } from './use-ground-tool.ts';

interface GroundFieldProps {
  label: string;
  value: AreaGeometry | null;
  /** What it means that there is none; left out: there must be one. */
  none?: string;
  /** What is wrong with it, in the reader's language. */
  problem?: string | undefined;
  onChange: (value: PolygonGeometry | null) => void;
}

/** Ground of an entry: drawn on the map, its corners dragged there; none where that means something. */
export function GroundField({ label, value, none, problem, onChange }: GroundFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { drawing, start, stop } = useOutlineDrawing();
  // The tool on the map stays the same while the form is drawn anew.
  const latest = useRef(onChange);
  latest.current = onChange;
  const change = useCallback((ground: PolygonGeometry | null) => latest.current(ground), []);
  useGroundTool(value, change);
  return (
    <Field label={label} problem={isFitGround(value) ? problem : t('entry.area.crosses')}>
      <Stack gap="xs">
        <Text c={value ? undefined : 'dimmed'}>
          {value
            ? t('entry.area.drawn', {
                area: formatArea(measureGround(value), language),
                count: countCorners(value),
              })
            : none}
        </Text>
        <Group gap="sm">
          <TextButton pressed={drawing !== null} onClick={drawing ? stop : start}>
            <IconPolygon />
            {t(value ? 'entry.area.drawAnew' : 'entry.area.draw')}
          </TextButton>
          {value && (
            <TextButton onClick={() => mapControl.fitBounds(computeBounds(value))}>{t('entry.area.show')}</TextButton>
          )}
          {value && none !== undefined && (
            <TextButton onClick={() => onChange(null)}>
              <IconTrash />
              {t('entry.area.clear')}
            </TextButton>
          )}
        </Group>
        {listGroundHandles(value).length > 0 && (
          <Text size="xs" c="dimmed">
            {t('entry.area.drag')}
          </Text>
        )}
      </Stack>
      {drawing && (
        <DrawBar
          hint={t('entry.area.drawing', { count: drawing.corners.length })}
          canEnd={drawing.corners.length >= LEAST_CORNERS}
          onEnd={() => endDrawing(change)}
          onCancel={stop}
        />
      )}
    </Field>
  );
}
