import { Group, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { DATUMS, type CreatedDevice, type Device } from '@liaowang/shared/schemas/device';
import { DEVICE_APPS } from '@liaowang/shared/schemas/unit';
import { Dialog } from '../../components/dialog.tsx';
import { entryErrorText } from '../../components/entry-error-text.ts';
import { NumberField, SelectField, TextField } from '../../components/field.tsx';
import { fieldProblem, findRefusedField } from '../../components/field-problem.ts';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { TimeZoneField } from '../../components/time-zone-field.tsx';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import {
  DEVICE_PROTOCOLS,
  EMPTY_DEVICE,
  ID_EXAMPLES,
  INTERVAL_SECONDS,
  findDeviceProblems,
  toDeviceChange,
  toDeviceDraft,
  toNewDevice,
  type DeviceDraft,
} from './device-draft.ts';
import { useAddDevice, useChangeDevice } from './unit-register.api.ts';

/** Fields that say themselves what is refused of them. */
const FIELDS = ['protocol', 'externalId', 'timeZone', 'reportIntervalSeconds', 'heartbeatSeconds'];

interface DeviceFormProps {
  unitId: number;
  /** Null = it is a new one. */
  device: Device | null;
  /** The answer holds its token. */
  onAdded: (device: CreatedDevice) => void;
  onClose: () => void;
}

/** What a device is called, what it speaks, and how what it sends is read. */
export function DeviceForm({ unitId, device, onAdded, onClose }: DeviceFormProps) {
  const { t } = useTranslation();
  const cityTimeZone = useTimeZoneStore((store) => store.timeZone);
  const [draft, setDraft] = useState<DeviceDraft>(() => (device ? toDeviceDraft(device) : EMPTY_DEVICE));
  const [wasTried, setWasTried] = useState(false);
  const add = useAddDevice(unitId);
  const change = useChangeDevice(unitId);
  const error = add.error ?? change.error;
  const problems = findDeviceProblems(draft);
  const edit = (part: Partial<DeviceDraft>): void => {
    setDraft({ ...draft, ...part });
    if (!add.isPending) add.reset();
    if (!change.isPending) change.reset();
  };
  const say = (field: keyof typeof problems): string | undefined => {
    const problem = wasTried ? problems[field] : undefined;
    return problem ? t(`form.${problem}`, INTERVAL_SECONDS) : fieldProblem(t, error, field);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (Object.keys(problems).length > 0) return;
    if (device) change.mutate({ deviceId: device.id, change: toDeviceChange(draft) }, { onSuccess: onClose });
    else add.mutate(toNewDevice(draft), { onSuccess: onAdded });
  };
  const seconds = (field: 'reportIntervalSeconds' | 'heartbeatSeconds') => (
    <NumberField
      label={t(`unitRegister.devices.${field}`)}
      unit={t('unitRegister.devices.seconds')}
      value={draft[field]}
      {...INTERVAL_SECONDS}
      problem={say(field)}
      onChange={(value) => edit({ [field]: value })}
    />
  );
  return (
    <Dialog
      title={device ? t('unitRegister.devices.edit', { name: device.externalId }) : t('unitRegister.devices.add')}
      width={460}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {!device && (
            <>
              <SelectField
                label={t('unitRegister.devices.protocol')}
                value={draft.protocol}
                options={DEVICE_PROTOCOLS.map((value) => ({ value, label: t(`unitRegister.protocol.${value}`) }))}
                problem={fieldProblem(t, error, 'protocol')}
                onChange={(protocol) => edit({ protocol })}
              />
              <TextField
                label={t('unitRegister.devices.externalId')}
                placeholder={ID_EXAMPLES[draft.protocol]}
                value={draft.externalId}
                problem={say('externalId')}
                onChange={(externalId) => edit({ externalId })}
              />
            </>
          )}
          {draft.protocol === 'osmand' && (
            <SelectField
              label={t('unitRegister.devices.app')}
              value={draft.app}
              options={DEVICE_APPS.map((value) => ({ value, label: t(`unitRegister.app.${value}`) }))}
              onChange={(app) => edit({ app })}
            />
          )}
          <SelectField
            label={t('unitRegister.devices.datum')}
            value={draft.datum}
            options={DATUMS.map((value) => ({ value, label: t(`datums.${value}`) }))}
            onChange={(datum) => edit({ datum })}
          />
          <TimeZoneField
            label={t('unitRegister.devices.timeZone')}
            hint={t('unitRegister.devices.timeZoneHint')}
            value={draft.timeZone}
            cityTimeZone={cityTimeZone}
            problem={fieldProblem(t, error, 'timeZone')}
            onChange={(timeZone) => edit({ timeZone })}
          />
          <Group gap="lg" grow align="flex-start">
            {seconds('reportIntervalSeconds')}
            {seconds('heartbeatSeconds')}
          </Group>
          {error && !FIELDS.includes(findRefusedField(error) ?? '') && <Problem>{entryErrorText(t, error)}</Problem>}
          <Group justify="flex-end">
            <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
            <TextButton type="submit" tone="primary" disabled={add.isPending || change.isPending}>
              {t(device ? 'entry.save' : 'entry.add')}
            </TextButton>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
