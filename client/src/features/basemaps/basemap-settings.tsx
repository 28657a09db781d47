import { Stack, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredBasemap } from '@liaowang/shared/schemas/basemap';
import { SCHEMATIC_ID } from '@liaowang/shared/schemas/schematic-id';
import { Dialog } from '../../components/dialog.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { ManagedRow } from '../../components/managed-row.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { BasemapForm } from './basemap-form.tsx';
import { useBasemapSettings, useDeleteBasemap, useOrderBasemaps } from './basemap-settings.api.ts';

/** The order with one place changed. */
function moved(order: readonly string[], basemapId: string, by: -1 | 1): string[] {
  const next = order.filter((id) => id !== basemapId);
  next.splice(order.indexOf(basemapId) + by, 0, basemapId);
  return next;
}

interface RowProps {
  basemapId: string;
  /** Undefined = the built-in one. */
  stored: StoredBasemap | undefined;
  order: readonly string[];
  onOrder: (order: string[]) => void;
  onEdit: () => void;
  onDelete: () => void;
}

function SettingRow({ basemapId, stored, order, onOrder, onEdit, onDelete }: RowProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const name = stored ? localName(stored.name) : t('basemaps.builtIn');
  const about = stored
    ? [
        t(`basemaps.kind.${stored.origin.kind}`),
        stored.roles === null ? t('basemaps.everybody') : stored.roles.map((role) => t(`role.${role}`)).join(' · '),
      ].join(' — ')
    : t('basemaps.from.builtIn');
  const place = order.indexOf(basemapId);
  return (
    <ManagedRow
      name={name}
      about={about}
      problem={stored?.problem && <Problem>{t(`basemaps.problem.${stored.problem}`)}</Problem>}
      buttons={
        <>
          <IconButton
            label={t('basemaps.up', { name })}
            disabled={place === 0}
            onClick={() => onOrder(moved(order, basemapId, -1))}
          >
            <IconArrowUp />
          </IconButton>
          <IconButton
            label={t('basemaps.down', { name })}
            disabled={place === order.length - 1}
            onClick={() => onOrder(moved(order, basemapId, 1))}
          >
            <IconArrowDown />
          </IconButton>
        </>
      }
      edit={stored && { label: t('basemaps.edit', { name }), onClick: onEdit }}
      remove={
        stored && {
          label: t('basemaps.delete', { name }),
          sureLabel: t('basemaps.deleteNow'),
          isBusy: false,
          onClick: onDelete,
        }
      }
    />
  );
}

/** The city's basemaps: order, who may choose which, new ones. */
export function BasemapSettings({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const settings = useBasemapSettings();
  const { data } = settings;
  const order = useOrderBasemaps();
  const remove = useDeleteBasemap();
  /** Null = the list. */
  const [open, setOpen] = useState<StoredBasemap | 'new' | null>(null);
  const shownOrder = order.isPending ? order.variables : (data?.order ?? []);
  const failed = order.error ?? remove.error;
  const isOrderOld = order.error instanceof ApiError && order.error.code === 'changed-meanwhile';
  const body = () => {
    if (!data) return <Fetching of={settings} failed={t('basemaps.failed')} rows={3} />;
    if (open !== null)
      return (
        <BasemapForm
          stored={open === 'new' ? null : open}
          onDone={() => setOpen(null)}
          onCancel={() => setOpen(null)}
        />
      );
    return (
      <Stack gap="lg">
        <Text size="xs" c="dimmed">
          {t('basemaps.lead')}
        </Text>
        <Stack component="ol" gap={0} m={0} p={0}>
          {shownOrder.map((basemapId) => {
            const stored = data.basemaps.find((each) => each.basemapId === basemapId);
            return basemapId === SCHEMATIC_ID || stored ? (
              <SettingRow
                key={basemapId}
                basemapId={basemapId}
                stored={stored}
                order={shownOrder}
                onOrder={order.mutate}
                onEdit={() => setOpen(stored ?? null)}
                onDelete={() => remove.mutate(basemapId)}
              />
            ) : null;
          })}
        </Stack>
        {failed && <Problem>{isOrderOld ? t('basemaps.orderChanged') : errorText(t, failed)}</Problem>}
        <div>
          <TextButton tone="primary" onClick={() => setOpen('new')}>
            <IconPlus />
            {t('basemaps.add')}
          </TextButton>
        </div>
        <Text size="xs" c="dimmed">
          {t('basemaps.fileHint')}
        </Text>
      </Stack>
    );
  };
  return (
    <Dialog title={t(open === 'new' ? 'basemaps.add' : 'basemaps.manage')} width={560} onClose={onClose}>
      {body()}
    </Dialog>
  );
}
