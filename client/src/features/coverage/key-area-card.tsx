import { IconLink, IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AreaCoverage } from '@liaowang/shared/schemas/coverage';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Mark } from '../../components/mark.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { UNKNOWN, formatArea, formatShare } from '../../lib/format.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { hasGap, type GapArea } from './largest-gap.ts';

interface KeyAreaCardProps {
  area: KeyArea;
  /** Undefined until it is computed. */
  coverage: AreaCoverage | undefined;
  branchName: string;
  onShowGap: (area: GapArea) => void;
  /** Absent where the account has no coverage workspace. */
  onOpenCoverage: (() => void) | undefined;
  onCopyLink: () => void;
  onClose: () => void;
}

/** A place that matters, and how much of it somebody sees now. */
export function KeyAreaCard({
  area,
  coverage,
  branchName,
  onShowGap,
  onOpenCoverage,
  onCopyLink,
  onClose,
}: KeyAreaCardProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const gapArea = coverage && hasGap(coverage) ? coverage : null;
  return (
    <Card
      mark={<Mark shape="outline" color="var(--lw-key-area)" size={16} />}
      title={localName(area.name)}
      subtitle={`${t(`keyArea.kind.${area.kind}`)} · ${branchName}`}
      onClose={onClose}
      actions={
        <>
          {gapArea && (
            <TextButton tone="primary" onClick={() => onShowGap(gapArea)}>
              {t('keyArea.showGap')}
            </TextButton>
          )}
          {onOpenCoverage && (
            <TextButton onClick={onOpenCoverage}>
              <IconTable />
              {t('coverage.open')}
            </TextButton>
          )}
          <TextButton onClick={onCopyLink}>
            <IconLink />
            {t('common.copyLink')}
          </TextButton>
        </>
      }
    >
      <Facts
        facts={[
          { label: t('keyArea.share'), value: coverage ? formatShare(coverage.share) : t('keyArea.pending') },
          {
            label: t('keyArea.unobserved'),
            value: coverage
              ? gapArea
                ? formatArea(gapArea.largestGap.areaSquareMeters, language)
                : t('keyArea.noGap')
              : UNKNOWN,
          },
          { label: t('keyArea.area'), value: coverage ? formatArea(coverage.areaSquareMeters, language) : UNKNOWN },
          { label: t('keyArea.gapCount'), value: coverage ? coverage.gapCount : UNKNOWN },
        ]}
      />
    </Card>
  );
}
