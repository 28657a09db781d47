import { Group, Stack, Text } from '@mantine/core';
import { IconDeviceMobile, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '@liaowang/shared/schemas/device';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { entryErrorText } from '../../components/entry-error-text.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { ManagedRow } from '../../components/managed-row.tsx';
import { Problem } from '../../components/problem.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SetupDialog } from '../../entities/units/setup-dialog.tsx';
import { DEVICE_PROTOCOLS } from './device-draft.ts';
import { DeviceForm } from './device-form.tsx';
import { DeviceToken } from './device-token.tsx';
import { useRemoveDevice } from './unit-register.api.ts';

/** A token that was just made, with what its device calls itself. */
export interface FreshToken {
  name: string;
  token: string;
}

type Opened = { kind: 'add' } | { kind: 'edit' | 'setup'; device: Device };

/** How a device is read, in a line. */
function useAbout(): (device: Device) => string {
  const { t } = useTranslation();
  return ({ protocol, datum, timeZone, reportIntervalSeconds, heartbeatSeconds }) => {
    const known = DEVICE_PROTOCOLS.find((name) => name === protocol);
    const intervals = [
      reportIntervalSeconds !== null && t('unitRegister.devices.every', { count: reportIntervalSeconds }),
      heartbeatSeconds !== null && t('unitRegister.devices.atRest', { count: heartbeatSeconds }),
    ];
    return [
      known ? t(`unitRegister.protocol.${known}`) : protocol,
      t(`datums.${datum}`),
      timeZone ?? 'UTC',
      ...intervals,
    ]
      .filter(Boolean)
      .join(' · ');
  };
}

interface DeviceSectionProps {
  unit: RegisteredUnit;
  /** That of the device which the unit was registered with a moment ago. */
  firstToken: FreshToken | null;
}

/** What reports as a unit: added, set, given a new token, taken away. */
export function DeviceSection({ unit, firstToken }: DeviceSectionProps) {
  const { t } = useTranslation();
  const about = useAbout();
  const remove = useRemoveDevice(unit.id);
  const [fresh, setFresh] = useState(firstToken);
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  return (
    <Stack component="section" gap="sm" px={14} py="md" className="lw-ruled">
      <Group justify="space-between" gap="sm">
        <SectionHead how={t('unitRegister.devices.how')}>{t('unitRegister.devices.title')}</SectionHead>
        <TextButton onClick={() => setOpened({ kind: 'add' })}>
          <IconPlus />
          {t('unitRegister.devices.add')}
        </TextButton>
      </Group>
      {fresh && <DeviceToken {...fresh} onDone={() => setFresh(null)} />}
      {unit.devices.length === 0 && <Text c="dimmed">{t('unitRegister.devices.none')}</Text>}
      <ul className="lw-list" aria-label={t('unitRegister.devices.title')}>
        {unit.devices.map((device) => {
          const name = device.externalId;
          return (
            <ManagedRow
              key={device.id}
              name={name}
              about={about(device)}
              buttons={
                <IconButton
                  label={t('unitRegister.devices.setUp', { name })}
                  onClick={() => setOpened({ kind: 'setup', device })}
                >
                  <IconDeviceMobile />
                </IconButton>
              }
              edit={{
                label: t('unitRegister.devices.edit', { name }),
                onClick: () => setOpened({ kind: 'edit', device }),
              }}
              remove={{
                label: t('unitRegister.devices.remove', { name }),
                sureLabel: t('unitRegister.devices.removeNow'),
                isBusy: remove.isPending,
                onClick: () => remove.mutate(device.id),
              }}
            />
          );
        })}
      </ul>
      {remove.error && <Problem>{entryErrorText(t, remove.error)}</Problem>}
      {opened?.kind === 'setup' && <SetupDialog unit={unit} deviceId={opened.device.id} onClose={close} />}
      {(opened?.kind === 'add' || opened?.kind === 'edit') && (
        <DeviceForm
          unitId={unit.id}
          device={opened.kind === 'edit' ? opened.device : null}
          onAdded={({ externalId, token }) => {
            setFresh({ name: externalId, token });
            close();
          }}
          onClose={close}
        />
      )}
    </Stack>
  );
}
