import { Group, Stack, Text, useComputedColorScheme } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceLayer } from '@liaowang/shared/schemas/reference-layer';
import { Dialog } from '../../components/dialog.tsx';
import { ManagedRow } from '../../components/managed-row.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { LookFields, isLookFit, type LookDraft } from './look-fields.tsx';
import { REFERENCE_PALETTES } from './reference-colors.ts';
import { ReferenceImport } from './reference-import.tsx';
import { useChangeReferenceLayer, useDeleteReferenceLayer, useReferenceLayers } from './reference-layers.api.ts';
import { useReferenceChoice } from './reference-layers.store.ts';
import styles from './reference-layers.module.css';

function LookForm({ layer, onDone }: { layer: ReferenceLayer; onDone: () => void }) {
  const { t } = useTranslation();
  const change = useChangeReferenceLayer();
  const [isAsked, setIsAsked] = useState(false);
  const [look, setLook] = useState<LookDraft>({
    nameZh: layer.name.zh,
    nameEn: layer.name.en,
    color: layer.color,
    fromZoom: layer.fromZoom,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (!isLookFit(look)) return;
    const { nameZh, nameEn, color, fromZoom } = look;
    change.mutate(
      {
        layerId: layer.layerId,
        change: { name: { zh: nameZh.trim(), en: nameEn.trim() }, color, fromZoom: fromZoom! },
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <LookFields look={look} isAsked={isAsked} onChange={setLook} />
        {change.error && <Problem>{errorText(t, change.error)}</Problem>}
        <Group gap="md">
          <TextButton type="submit" tone="primary" disabled={change.isPending}>
            {t(change.isPending ? 'reference.saving' : 'reference.save')}
          </TextButton>
          <TextButton onClick={onDone}>{t('common.cancel')}</TextButton>
        </Group>
      </Stack>
    </form>
  );
}

function LayerRow({ layer, onEdit }: { layer: ReferenceLayer; onEdit: () => void }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const theme = useComputedColorScheme('dark');
  const remove = useDeleteReferenceLayer();
  const name = localName(layer.name);
  return (
    <ManagedRow
      mark={<span className={styles.swatch} style={{ background: REFERENCE_PALETTES[theme][layer.color] }} />}
      name={name}
      about={`${layer.fileName} · ${t('reference.found', layer.counts)}`}
      problem={remove.error && <Problem>{errorText(t, remove.error)}</Problem>}
      edit={{ label: t('reference.edit', { name }), onClick: onEdit }}
      remove={{
        label: t('reference.delete', { name }),
        sureLabel: t('reference.deleteNow'),
        isBusy: remove.isPending,
        onClick: () => remove.mutate(layer.layerId),
      }}
    />
  );
}

/** The city's own layers: bring one from a file, change how one looks, take one away. */
export function ReferenceManager({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const layers = useReferenceLayers();
  const { data } = layers;
  /** Null = the list. */
  const [open, setOpen] = useState<ReferenceLayer | 'new' | null>(null);
  const back = (): void => setOpen(null);
  const showStored = ({ layerId }: ReferenceLayer): void => {
    const { shown, toggle } = useReferenceChoice.getState();
    if (!shown.has(layerId)) toggle(layerId);
    back();
  };
  const body = () => {
    if (!data) return <Fetching of={layers} failed={t('reference.failed')} rows={3} />;
    if (open === 'new') return <ReferenceImport onStored={showStored} onCancel={back} />;
    if (open) return <LookForm layer={open} onDone={back} />;
    return (
      <Stack gap="lg">
        {data.length === 0 && <Text size="sm">{t('reference.none')}</Text>}
        <Stack component="ul" gap={0} m={0} p={0}>
          {data.map((layer) => (
            <LayerRow key={layer.layerId} layer={layer} onEdit={() => setOpen(layer)} />
          ))}
        </Stack>
        <div>
          <TextButton tone="primary" onClick={() => setOpen('new')}>
            <IconPlus />
            {t('reference.add')}
          </TextButton>
        </div>
      </Stack>
    );
  };
  return (
    <Dialog title={t(open === 'new' ? 'reference.add' : 'reference.manage')} width={540} onClose={onClose}>
      {body()}
    </Dialog>
  );
}
