import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FoldSection } from '../../components/fold-section.tsx';
import { Note } from '../../components/note.tsx';
import { createPart } from '../../components/part.tsx';
import { useBasemaps, useChosenBasemap } from '../../entities/basemaps/basemaps.api.ts';
import { loadSection } from '../../i18n/i18n.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useBasemapHealth } from '../../map/basemap-health.store.ts';
import { BASEMAPS_TEXTS } from './texts.ts';

const BasemapList = createPart(async () => {
  const [{ BasemapList: component }] = await Promise.all([import('./basemap-list.tsx'), loadSection(BASEMAPS_TEXTS)]);
  return { default: component };
});

/** Which basemap lies under the layers; opens the list of those that can be chosen. Nothing where there is one only. */
export function BasemapSection() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const mayManage = usePermission('basemaps:manage');
  const offered = useBasemaps().data ?? [];
  const chosen = useChosenBasemap();
  const { isMissing, isEmpty, retry, askAgain } = useBasemapHealth();
  const [isOpen, setIsOpen] = useState(false);
  if (offered.length < 2 && !mayManage) return null;
  return (
    <FoldSection
      title={t('basemap.title')}
      aside={chosen && localName(chosen.name)}
      isOpen={isOpen}
      onToggle={() => setIsOpen(!isOpen)}
    >
      {isMissing && (
        <Note
          tone="error"
          title={t('basemap.isMissing')}
          // The page may ask servers that were set since it was loaded only once it is loaded anew.
          action={
            chosen?.drawing.type === 'style'
              ? { label: t('part.reload'), onClick: () => location.reload() }
              : { label: t('common.retry'), onClick: retry }
          }
        />
      )}
      {isEmpty && (
        <Note tone="error" title={t('basemap.isEmpty')} action={{ label: t('common.retry'), onClick: askAgain }} />
      )}
      {isOpen && (
        <Suspense fallback={null}>
          <BasemapList />
        </Suspense>
      )}
    </FoldSection>
  );
}
