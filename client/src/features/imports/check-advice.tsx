import { Group, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../components/text-button.tsx';
import { formatNumber, formatShare } from '../../lib/format.ts';
import { nameDateOrder } from './date-order-words.ts';
import { Callout } from '../../components/callout.tsx';
import type { ImportAdvice, ImportFix } from './import-advice.ts';

interface CheckAdviceProps {
  advice: readonly ImportAdvice[];
  /** Changes the mapping and runs it again. */
  onFix: (fix: ImportFix) => void;
  /** Back to where columns and encoding are chosen. */
  onToColumns: () => void;
}

/** An advice in words. */
function describeAdvice(t: TFunction, advice: ImportAdvice): string {
  switch (advice.kind) {
    case 'swapped':
      return t('imports.advice.swapped', {
        swapped: formatShare(advice.swappedShare),
        share: formatShare(advice.share),
      });
    case 'other-datum':
      return t('imports.advice.other-datum', {
        better: t(`datums.${advice.betterDatum}`),
        betterShare: formatShare(advice.betterShare),
        datum: t(`datums.${advice.datum}`),
        share: formatShare(advice.share),
      });
    case 'projected':
      return t('imports.advice.projected', { amount: formatNumber(advice.count) });
    case 'mostly-outside':
      return t('imports.advice.mostly-outside', { share: formatShare(advice.share) });
    case 'ambiguous-dates':
      return t('imports.advice.ambiguous-dates', { amount: formatNumber(advice.count) });
    case 'many-at-midnight':
      return t(advice.hasTimeColumn ? 'imports.advice.midnightKept' : 'imports.advice.many-at-midnight');
    case 'many-duplicates':
      return t('imports.advice.many-duplicates', {
        inFile: formatNumber(advice.inFile),
        known: formatNumber(advice.known),
      });
    default:
      return t(`imports.advice.${advice.kind}`);
  }
}

/** What one click does about an advice, if anything. */
function listActions(
  t: TFunction,
  advice: ImportAdvice,
  { onFix, onToColumns }: Pick<CheckAdviceProps, 'onFix' | 'onToColumns'>,
): Array<{ label: string; onClick: () => void }> {
  switch (advice.kind) {
    case 'swapped':
      return [{ label: t('imports.advice.swap'), onClick: () => onFix(advice.fix) }];
    case 'projected':
      return [{ label: t('imports.advice.toSystem'), onClick: onToColumns }];
    case 'other-datum':
      return [
        {
          label: t('imports.advice.useDatum', { datum: t(`datums.${advice.betterDatum}`) }),
          onClick: () => onFix(advice.fix),
        },
      ];
    case 'ambiguous-dates':
      return advice.orders.map(({ order }) => ({
        label: nameDateOrder(t, order, advice.orders),
        onClick: () => onFix({ dateOrder: order }),
      }));
    case 'many-at-midnight':
      return advice.hasTimeColumn ? [] : [{ label: t('imports.advice.toTime'), onClick: onToColumns }];
    case 'wrong-encoding':
      return [{ label: t('imports.advice.toEncoding'), onClick: onToColumns }];
    default:
      return [];
  }
}

/** What staff should look at before they import, with what one click does about it. */
export function CheckAdvice({ advice, onFix, onToColumns }: CheckAdviceProps) {
  const { t } = useTranslation();
  if (advice.length === 0) return null;
  return (
    <Stack component="ul" className="lw-list" gap="sm">
      {advice.map((one) => (
        <li key={one.kind}>
          <Callout>
            <Group gap="sm" align="flex-start" wrap="nowrap">
              <IconBulb color="var(--lw-warn)" aria-hidden />
              <Text flex={1}>{describeAdvice(t, one)}</Text>
            </Group>
            <Group gap="sm" mt="sm" ml={23}>
              {listActions(t, one, { onFix, onToColumns }).map(({ label, onClick }) => (
                <TextButton key={label} onClick={onClick}>
                  {label}
                </TextButton>
              ))}
            </Group>
          </Callout>
        </li>
      ))}
    </Stack>
  );
}
