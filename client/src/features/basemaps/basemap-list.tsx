import { Box, Radio, Stack } from '@mantine/core';
import { IconSettings } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { createPart } from '../../components/part.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBasemapChoice } from '../../entities/basemaps/basemap-choice.store.ts';
import { useBasemaps, useChosenBasemap } from '../../entities/basemaps/basemaps.api.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { findPreviewTile } from './preview-tile.ts';
import styles from './basemaps.module.css';

const BasemapSettings = createPart<{ onClose: () => void }>(async () => ({
  default: (await import('./basemap-settings.tsx')).BasemapSettings,
}));

/** Where its pictures come from, in a word. */
function originOf({ drawing, asksOutside }: Basemap): 'builtIn' | 'outside' | 'file' {
  if (drawing.type === 'schematic') return 'builtIn';
  return asksOutside ? 'outside' : 'file';
}

function Preview({ basemap, center }: { basemap: Basemap; center: [number, number] | undefined }) {
  const address = center && findPreviewTile(basemap.drawing, center);
  const [isBroken, setIsBroken] = useState(false);
  return address && !isBroken ? (
    <img className={styles.preview} src={address} alt="" loading="lazy" onError={() => setIsBroken(true)} />
  ) : (
    <span className={styles.preview} data-kind={originOf(basemap)} />
  );
}

/** The basemaps that the account may choose; a click draws the one. */
export function BasemapList() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const offered = useBasemaps().data ?? [];
  const chosen = useChosenBasemap();
  const center = useJurisdiction().data?.center;
  const choose = useBasemapChoice((choice) => choice.choose);
  const mayManage = usePermission('basemaps:manage');
  const [isSetting, setIsSetting] = useState(false);
  return (
    <>
      <Radio.Group aria-label={t('basemap.title')} value={chosen?.basemapId ?? ''} onChange={choose}>
        {offered.map((basemap) => (
          <Radio.Card key={basemap.basemapId} value={basemap.basemapId} className={styles.choice ?? ''}>
            <Preview basemap={basemap} center={center} />
            <Stack component="span" gap={0} flex={1} miw={0}>
              {localName(basemap.name)}
              <small>{t(`basemaps.from.${originOf(basemap)}`)}</small>
            </Stack>
            <Radio.Indicator size="xs" />
          </Radio.Card>
        ))}
      </Radio.Group>
      {mayManage && (
        <Box p="sm">
          <TextButton onClick={() => setIsSetting(true)}>
            <IconSettings />
            {t('basemaps.manage')}
          </TextButton>
        </Box>
      )}
      {isSetting && (
        <Suspense fallback={null}>
          <BasemapSettings onClose={() => setIsSetting(false)} />
        </Suspense>
      )}
    </>
  );
}
