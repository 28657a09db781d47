import { Checkbox, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BoundaryCheck as Check } from '@liaowang/shared/schemas/jurisdiction';
import { Callout } from '../../components/callout.tsx';
import { formatArea, formatNumber, formatShare } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';

interface BoundaryCheckProps {
  check: Check;
  isAccepted: boolean;
  onAccept: (isAccepted: boolean) => void;
}

/** What a new boundary means, before it is saved. */
export function BoundaryCheck({ check, isAccepted, onAccept }: BoundaryCheckProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { areaSquareMeters, mendedSquareMeters, shareInside, outside } = check;
  return (
    <Stack gap="sm">
      <Text size="xs" c="var(--lw-ink)">
        {t('jurisdiction.area', { area: formatArea(areaSquareMeters, language), share: formatShare(shareInside) })}
      </Text>
      {mendedSquareMeters !== null && (
        <Callout>{t('jurisdiction.mended', { area: formatArea(mendedSquareMeters, language) })}</Callout>
      )}
      {shareInside === 0 && <Callout tone="plain">{t('jurisdiction.elsewhere')}</Callout>}
      {outside.length > 0 && (
        <Callout>
          <Stack gap="xs">
            <Text inherit>{t('jurisdiction.outside')}</Text>
            {outside.map(({ kind, count, names }) => (
              <Text key={kind} inherit>
                {t(`jurisdiction.outsideOf.${kind}`, {
                  number: formatNumber(count),
                  names: names.length > 0 ? t('jurisdiction.names', { names: names.slice(0, 3).join('、') }) : '',
                })}
              </Text>
            ))}
            <Checkbox
              label={t('jurisdiction.accept')}
              checked={isAccepted}
              onChange={(event) => onAccept(event.currentTarget.checked)}
            />
          </Stack>
        </Callout>
      )}
    </Stack>
  );
}
