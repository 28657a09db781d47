import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { formatNumber } from '../../lib/format.ts';

/** How dates were read, and how many rows know less than a moment. Nothing where all is plain. */
export function CheckTimes({ check, mapping }: { check: ImportCheck; mapping: Pick<ImportMapping, 'dateOrder'> }) {
  const { t } = useTranslation();
  const { precisions, intervals = 0, endsLeftOut = 0, dateOrder } = check;
  const lines = [
    ...(mapping.dateOrder === 'auto' && dateOrder !== undefined && dateOrder !== 'auto'
      ? [t('imports.dateOrderRead', { order: t(`imports.dateOrders.${dateOrder}`) })]
      : []),
    ...(
      [
        ['onlyDay', precisions?.day ?? 0],
        ['onlyMonth', precisions?.month ?? 0],
        ['intervals', intervals],
        ['endsLeftOut', endsLeftOut],
      ] as const
    ).flatMap(([line, count]) => (count > 0 ? [t(`imports.${line}`, { amount: formatNumber(count) })] : [])),
  ];
  return lines.length === 0 ? null : (
    <Stack component="ul" className="lw-list" gap="xxs" fz="xs" c="dimmed" lh="md">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Stack>
  );
}
