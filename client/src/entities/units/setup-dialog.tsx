import { Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceSetup } from '@liaowang/shared/schemas/device';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { CardText } from '../../components/card.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { formatDistance } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import styles from './setup-dialog.module.css';

const SECONDS = new Set(['interval', 'fastest_interval', 'heartbeat']);
/** Addresses of this computer, which no phone reaches. */
const LOOPBACK = /^(localhost|127\.[\d.]+|\[::1\])$/;

interface SetupDialogProps {
  unit: Pick<Unit, 'id' | 'name'>;
  /** Null = the first of the unit. */
  deviceId: number | null;
  onClose: () => void;
}

const fetchSetup = (unitId: number, deviceId: number | null): Promise<DeviceSetup> =>
  deviceId === null
    ? callApi('GET /units/:unitId/setup', { params: { unitId } })
    : callApi('GET /units/:unitId/devices/:deviceId/setup', { params: { unitId, deviceId } });

const renewSetup = (unitId: number, deviceId: number | null): Promise<DeviceSetup> =>
  deviceId === null
    ? callApi('POST /units/:unitId/setup', { params: { unitId } })
    : callApi('POST /units/:unitId/devices/:deviceId/setup', { params: { unitId, deviceId } });

/** Link, QR code and settings with which a phone reports as this unit. */
export function SetupDialog({ unit, deviceId, onClose }: SetupDialogProps) {
  const { t, i18n } = useTranslation();
  const localName = useLocalName();
  // Never kept: it may hold a token.
  const known = useFetched({
    queryKey: ['units', unit.id, 'setup', deviceId],
    gcTime: 0,
    queryFn: () => fetchSetup(unit.id, deviceId),
  });
  const renewed = useMutation({
    mutationFn: () => renewSetup(unit.id, deviceId),
  });
  const [isCopied, setIsCopied] = useState(false);
  const setup = renewed.data ?? known.data;

  const readable = (name: string, value: string): string => {
    if (SECONDS.has(name)) return t('unitSetup.seconds', { count: Number(value) });
    if (name === 'distance') return formatDistance(Number(value));
    if (name === 'angle') return `${value}°`;
    return value === 'true' ? t('unitSetup.on') : value;
  };
  const body = () => {
    if (!setup)
      return known.error ? (
        <Note tone="error" title={t('unitSetup.failed')} text={errorText(t, known.error)} />
      ) : (
        <SkeletonRows rows={4} label={t('common.loading')} />
      );
    const host = new URL(setup.parameters['url'] ?? setup.url).hostname;
    const copy = () =>
      void navigator.clipboard?.writeText(setup.url).then(
        () => setIsCopied(true),
        () => undefined,
      );
    return (
      <>
        {setup.needsToken ? (
          <CardText>{t('unitSetup.needsToken')}</CardText>
        ) : (
          <CardText>{t(`unitSetup.leads.${setup.app as 'traccar-client'}`)}</CardText>
        )}
        {LOOPBACK.test(host) && <CardText tone="warning">{t('unitSetup.loopback', { host })}</CardText>}
        {setup.qrSvg !== null && (
          <img
            className={styles.code}
            src={`data:image/svg+xml,${encodeURIComponent(setup.qrSvg)}`}
            alt={t('unitSetup.qr')}
          />
        )}
        {!setup.needsToken && (
          <Text component="code" size="xs" c="dimmed" className={styles.link}>
            {setup.url}
          </Text>
        )}
        {renewed.data && <CardText tone="warning">{t('unitSetup.made')}</CardText>}
        {renewed.error && <CardText tone="warning">{errorText(t, renewed.error)}</CardText>}
        <Facts
          facts={Object.entries(setup.parameters).map(([name, value]) => ({
            label: i18n.exists(`unitSetup.parameters.${name}`) ? t(`unitSetup.parameters.${name as 'id'}`) : name,
            value: readable(name, value),
            wide: name === 'url',
          }))}
        />
        <Group gap="sm" justify="flex-end" align="stretch">
          {!setup.needsToken && (
            <TextButton onClick={copy}>{t(isCopied ? 'unitSetup.copied' : 'unitSetup.copy')}</TextButton>
          )}
          {!renewed.data && (
            <TextButton
              tone={setup.needsToken ? 'primary' : 'plain'}
              disabled={renewed.isPending}
              onClick={() => renewed.mutate()}
            >
              {t('unitSetup.make')}
            </TextButton>
          )}
        </Group>
      </>
    );
  };
  return (
    <Dialog title={t('unitSetup.title', { name: localName(unit.name) })} width={480} onClose={onClose}>
      <Stack gap="lg">{body()}</Stack>
    </Dialog>
  );
}
