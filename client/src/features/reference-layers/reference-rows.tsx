import { IconSettings } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Box, useComputedColorScheme } from '@mantine/core';
import type { ReferenceLayer } from '@liaowang/shared/schemas/reference-layer';
import { FoldSection } from '../../components/fold-section.tsx';
import { createPart } from '../../components/part.tsx';
import { SwitchRow } from '../../components/switch-row.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatNumber } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useStoredFlag } from '../../lib/use-stored-flag.ts';
import { REFERENCE_PALETTES } from './reference-colors.ts';
import { useReferenceLayers } from './reference-layers.api.ts';
import { useReferenceChoice } from './reference-layers.store.ts';
import styles from './reference-layers.module.css';

const ReferenceManager = createPart<{ onClose: () => void }>(async () => ({
  default: (await import('./reference-manager.tsx')).ReferenceManager,
}));

const countOf = ({ counts }: ReferenceLayer): number => counts.points + counts.lines + counts.areas;

/** Rows of the city's own layers, which fold. */
export function ReferenceRows() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const theme = useComputedColorScheme('dark');
  const layers = useReferenceLayers().data ?? [];
  const { shown, toggle } = useReferenceChoice();
  const mayManage = usePermission('basemaps:manage');
  const [isFolded, setIsFolded] = useStoredFlag('fold.reference', true);
  const [isManaging, setIsManaging] = useState(false);
  const shownCount = layers.filter(({ layerId }) => shown.has(layerId)).length;
  return (
    <FoldSection
      title={t('reference.title')}
      aside={layers.length > 0 && `${formatNumber(shownCount)} / ${formatNumber(layers.length)}`}
      isOpen={!isFolded}
      onToggle={() => setIsFolded(!isFolded)}
    >
      {!isFolded && (
        <>
          {layers.map((layer) => (
            <SwitchRow
              key={layer.layerId}
              mark={<span className={styles.swatch} style={{ background: REFERENCE_PALETTES[theme][layer.color] }} />}
              name={localName(layer.name)}
              title={t('reference.fromZoomHint', { zoom: layer.fromZoom })}
              count={countOf(layer)}
              isOn={shown.has(layer.layerId)}
              onToggle={() => toggle(layer.layerId)}
            />
          ))}
          {mayManage && (
            <Box p="sm">
              <TextButton onClick={() => setIsManaging(true)}>
                <IconSettings />
                {t('reference.manage')}
              </TextButton>
            </Box>
          )}
        </>
      )}
      {isManaging && (
        <Suspense fallback={null}>
          <ReferenceManager onClose={() => setIsManaging(false)} />
        </Suspense>
      )}
    </FoldSection>
  );
}
