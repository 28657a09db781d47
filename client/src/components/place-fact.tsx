import { Group } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconCopyOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatLngLat } from '../lib/format.ts';
import { IconButton } from './icon-button.tsx';

/** Six decimals, 0.1 m: what is copied is for other programs. */
const COPIED_DECIMALS = 6;

/** `lng,lat` in WGS-84, for other programs. */
export const formatCopied = ([lng, lat]: readonly [number, number]): string =>
  `${lng.toFixed(COPIED_DECIMALS)},${lat.toFixed(COPIED_DECIMALS)}`;

/** Where something is: in words, and as WGS-84 coordinates that can be copied, as `lng,lat`. */
export function PlaceFact({ name, position }: { name?: string; position: readonly [number, number] }) {
  const { t } = useTranslation();
  const { copy, copied, error } = useClipboard();
  const [label, Icon] = copied
    ? [t('common.copied'), IconCheck]
    : error
      ? [t('common.notCopied'), IconCopyOff]
      : [t('common.copyCoordinates'), IconCopy];
  return (
    <>
      {name}
      <Group component="span" gap="xs" wrap="nowrap" c="dimmed">
        {formatLngLat(position)}
        <IconButton label={label} onClick={() => copy(formatCopied(position))}>
          <Icon />
        </IconButton>
        <small role="status">{copied || error ? label : ''}</small>
      </Group>
    </>
  );
}
