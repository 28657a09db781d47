import { SITE_REASONS, type SiteReason } from '@liaowang/shared/schemas/lookout';
import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DateField } from '../../components/date-field.tsx';
import { NumberField, SelectField, TextField } from '../../components/field.tsx';
import { fieldProblem } from '../../components/field-problem.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import {
  BY_PLACE,
  LOOKOUT_NUMBERS,
  MOST_SUPPLIES_CHARACTERS,
  type LookoutDraft,
  type LookoutProblem,
} from './lookout-draft.ts';

const NONE = 'none';

interface LookoutFactsProps {
  isNew: boolean;
  draft: LookoutDraft;
  edit: (patch: Partial<LookoutDraft>) => void;
  /** What is wrong with a field, `text` where the page sees it itself. */
  say: (field: LookoutProblem, text: string) => string | undefined;
  error: Error | null;
}

/** What the association writes of a lookout beside where it stands and what it sees. */
export function LookoutFacts({ isNew, draft, edit, say, error }: LookoutFactsProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const today = formatDate(serverNowMs(), timeZone);
  return (
    <>
      <Group gap="lg" grow align="flex-start">
        <NumberField
          label={t(isNew ? 'lookoutRegister.field.numberOrNext' : 'lookoutRegister.column.number')}
          value={draft.number}
          {...LOOKOUT_NUMBERS}
          problem={say(
            'number',
            t('form.between', { min: LOOKOUT_NUMBERS.min, max: formatNumber(LOOKOUT_NUMBERS.max) }),
          )}
          onChange={(number) => edit({ number })}
        />
        <SelectField
          label={t('entry.list.branch')}
          value={draft.branchId === null ? NONE : String(draft.branchId)}
          options={[
            ...(isNew ? [{ value: BY_PLACE as string, label: t('lookoutRegister.byPlace') }] : []),
            { value: NONE, label: t('card.noBranch') },
            ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
          ]}
          problem={fieldProblem(t, error, 'branchId')}
          onChange={(value) =>
            edit({ branchId: value === BY_PLACE ? BY_PLACE : value === NONE ? null : Number(value) })
          }
        />
      </Group>
      <Group gap="lg" grow align="flex-start">
        <SelectField<SiteReason | typeof NONE>
          label={t('lookoutRegister.column.reason')}
          value={draft.siteReason ?? NONE}
          options={[
            { value: NONE, label: t('lookoutRegister.noReason') },
            ...SITE_REASONS.map((value) => ({ value, label: t(`lookoutRegister.siteReason.${value}`) })),
          ]}
          onChange={(value) => edit({ siteReason: value === NONE ? null : value })}
        />
        <DateField
          label={t('lookoutRegister.column.board')}
          value={draft.noticeBoardInspectedOn}
          today={today}
          max={today}
          problem={fieldProblem(t, error, 'noticeBoardInspectedOn')}
          onChange={(noticeBoardInspectedOn) => edit({ noticeBoardInspectedOn })}
        />
      </Group>
      <TextField
        label={t('lookoutRegister.field.supplies')}
        value={draft.supplies}
        problem={say('supplies', t('lookoutRegister.tooLong', { most: MOST_SUPPLIES_CHARACTERS }))}
        onChange={(supplies) => edit({ supplies })}
      />
    </>
  );
}
