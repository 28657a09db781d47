import { notifications } from '@mantine/notifications';
import { Box, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../components/dialog.tsx';
import { NumberField, TextField, Toggles } from '../../components/field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { mapControl } from '../../map/map-control.ts';
import { useViewStore } from '../../map/view.store.ts';
import {
  DWELL_LIMITS,
  MAX_KEPT,
  MAX_NAME_LENGTH,
  formatPlan,
  isSameStop,
  tidyName,
  type RotaStop,
} from './rota-plan.ts';
import styles from './rota.module.css';
import { useRotaStore } from './rota.store.ts';

/** Views that are there in every city. */
const COMMON = ['city', 'on-duty', 'busy'] as const;

/** The link that starts a wall with this plan, showing what is shown now. */
function composeWallLink(): string {
  const url = new URL(location.href);
  for (const name of ['w', 'rota', 's', 'f', 't', 'c']) url.searchParams.delete(name);
  const rest = url.search.replace(/^\?/, '');
  return `${url.origin}${url.pathname}?${rest === '' ? '' : `${rest}&`}w=1&rota=${formatPlan(useRotaStore.getState().plan)}`;
}

function KeepView({ isFull, onKeep }: { isFull: boolean; onKeep: (stop: RotaStop) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const camera = mapControl.getCamera();
    const tidy = tidyName(name);
    if (!camera || tidy === '') return;
    const [lng, lat] = camera.center;
    onKeep({ kind: 'kept', name: tidy, center: [lng, lat], zoom: camera.zoom });
    setName('');
  };
  return (
    <Group component="form" wrap="nowrap" align="flex-end" onSubmit={keep}>
      <Box flex={1} miw={0}>
        <TextField
          label={t('rota.keepAs')}
          value={name}
          disabled={isFull}
          onChange={(text) => setName(text.slice(0, MAX_NAME_LENGTH))}
        />
      </Box>
      <TextButton type="submit" disabled={isFull || tidyName(name) === ''}>
        {t('rota.keep')}
      </TextButton>
    </Group>
  );
}

/** Chooses what a wall turns through, and starts it. */
export function RotaDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const { plan, isOn, change, start, stop } = useRotaStore();
  const branches = useBranches().data ?? [];
  const [seconds, setSeconds] = useState<number | null>(plan.dwellSeconds);
  const isWrong =
    seconds === null || !Number.isInteger(seconds) || seconds < DWELL_LIMITS.min || seconds > DWELL_LIMITS.max;
  const has = (each: RotaStop) => plan.stops.some((other) => isSameStop(other, each));
  const without = (each: RotaStop) => plan.stops.filter((other) => !isSameStop(other, each));
  const toggle = (each: RotaStop) => change({ stops: has(each) ? without(each) : [...plan.stops, each] });
  const kept = plan.stops.filter((each) => each.kind === 'kept');
  const chosen = plan.stops.flatMap((each) => (each.kind === 'branch' ? [each.branchId] : []));
  const copyLink = () => {
    const copied = navigator.clipboard?.writeText(composeWallLink()) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => notifications.show({ message: t('common.linkCopied'), autoClose: 2_500 }),
      () => notifications.show({ message: t('common.linkNotCopied'), color: 'yellow' }),
    );
  };
  return (
    <Dialog title={t('rota.title')} width={460} onClose={onClose}>
      <Stack gap="lg" data-rota>
        <Text component="div" size="xs" c="dimmed">
          {t('rota.lead')}
        </Text>
        <Stack role="group" aria-label={t('rota.stops')}>
          {COMMON.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`rota.stop.${kind}`)}
              checked={has({ kind })}
              onChange={() => toggle({ kind })}
            />
          ))}
          {kept.map((view) => (
            <Group key={`${view.name} ${view.center.join()}`} justify="space-between" wrap="nowrap">
              <Checkbox label={view.name} checked onChange={() => toggle(view)} />
              <IconButton label={t('rota.forget', { name: view.name })} onClick={() => toggle(view)}>
                <IconTrash />
              </IconButton>
            </Group>
          ))}
        </Stack>
        <div className={styles.branches}>
          <Toggles
            label={t('rota.branches')}
            options={branches.map(({ id, name }) => ({ value: id, label: localName(name) }))}
            value={chosen}
            onChange={(ids) =>
              change({
                stops: [
                  ...plan.stops.filter((each) => each.kind !== 'branch' || ids.includes(each.branchId)),
                  ...ids
                    .filter((branchId) => !chosen.includes(branchId))
                    .map((branchId) => ({ kind: 'branch', branchId }) as const),
                ],
              })
            }
          />
        </div>
        <KeepView isFull={kept.length >= MAX_KEPT} onKeep={(view) => change({ stops: [...without(view), view] })} />
        <NumberField
          label={t('rota.dwell')}
          value={seconds}
          {...DWELL_LIMITS}
          unit={t('rota.seconds')}
          problem={isWrong ? t('rota.dwellProblem', DWELL_LIMITS) : undefined}
          onChange={(value) => {
            setSeconds(value);
            if (value !== null && Number.isInteger(value) && value >= DWELL_LIMITS.min && value <= DWELL_LIMITS.max)
              change({ dwellSeconds: value });
          }}
        />
        <Text component="div" size="xs" c="dimmed">
          {t('rota.how')}
        </Text>
        <Group justify="flex-end">
          <TextButton disabled={plan.stops.length === 0 || isWrong} onClick={copyLink}>
            {t('rota.copyLink')}
          </TextButton>
          {isOn && <TextButton onClick={stop}>{t('rota.halt')}</TextButton>}
          <TextButton
            tone="primary"
            disabled={plan.stops.length === 0 || isWrong}
            onClick={() => {
              useViewStore.getState().setWall(true);
              start();
              onClose();
            }}
          >
            {t(isOn ? 'common.close' : 'rota.start')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
