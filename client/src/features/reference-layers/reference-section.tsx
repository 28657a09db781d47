import { Suspense } from 'react';
import { createPart } from '../../components/part.tsx';
import { loadSection } from '../../i18n/i18n.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useReferenceLayers } from './reference-layers.api.ts';
import { REFERENCE_TEXTS } from './texts.ts';

const ReferenceRows = createPart(async () => {
  const [{ ReferenceRows: component }] = await Promise.all([
    import('./reference-rows.tsx'),
    loadSection(REFERENCE_TEXTS),
  ]);
  return { default: component };
});

/** The city's own layers with their switches; nothing where there are none and nobody here may bring any. */
export function ReferenceSection() {
  const layers = useReferenceLayers().data ?? [];
  const mayManage = usePermission('basemaps:manage');
  if (layers.length === 0 && !mayManage) return null;
  return (
    <Suspense fallback={null}>
      <ReferenceRows />
    </Suspense>
  );
}
