import { Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryForm } from '../../components/entry-form.tsx';
import { NameFields } from '../../components/name-fields.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { FoldSection } from '../../components/fold-section.tsx';
import { GroundField } from '../../entities/places/ground-field.tsx';
import { PlaceField } from '../../entities/places/place-field.tsx';
import { useBranches } from '../../entities/places/places.api.ts';
import { usePermissionStore } from '../../lib/permission.store.ts';
import { useEntryForm } from '../../lib/use-entry-form.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { findOfficeProblems, toOfficeBody, toOfficeDraft, EMPTY_OFFICE, type OfficeProblem } from './office-draft.ts';
import type { Office, OfficeKind, OfficeRef } from './office.ts';
import { addOffice, changeOffice, readOffice } from './organisation.api.ts';
import { useOfficeFields } from './use-office-fields.ts';

interface OfficeFormProps {
  kind: OfficeKind;
  /** Null = a new one. */
  office: Office | null;
  /** The branch that a new station begins with. */
  branchId: number | null;
  onSaved: (office: OfficeRef) => void;
  onClose: () => void;
}

/** What the server takes of two kinds alike: `changes` of a branch never hold a branch. */
type Body = Parameters<typeof changeOffice>[2];

/** Adds or changes a branch or a station. */
export function OfficeForm({ kind, office, branchId, onSaved, onClose }: OfficeFormProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data ?? [];
  const isCityWide = usePermissionStore((store) => store.isCityWide);
  const [isJudged, setIsJudged] = useState(false);
  const [areCodesOpen, setAreCodesOpen] = useState(
    Boolean(office?.statisticalCode ?? office?.policeCode ?? office?.gridCode),
  );
  const fields = useOfficeFields();
  const form = useEntryForm({
    initial: office ? toOfficeDraft(office) : { ...EMPTY_OFFICE, branchId },
    version: office?.version ?? null,
    add: async (draft, since) => {
      // Judged before it is sent: there is a place.
      const body = { ...toOfficeBody(draft), ...since } as Parameters<typeof addOffice>[0];
      onSaved(await addOffice({ ...body, kind }));
    },
    change: async ({ changes, since, version }) => {
      await changeOffice(office!, version, { ...toOfficeBody(changes), ...since } as Body);
      onSaved(office!);
    },
    readAnew: async () => {
      const latest = await readOffice(office!);
      return latest && { draft: toOfficeDraft(latest), version: latest.version };
    },
    onSaved: onClose,
  });
  const { draft, edit } = form;
  const problems = findOfficeProblems(draft, { isNew: office === null });
  const problemOf = (field: OfficeProblem): string | undefined =>
    isJudged && problems.has(field) ? t(`organisation.problem.${field}`) : undefined;
  const text = (field: 'contact' | 'openingHours' | 'statisticalCode' | 'policeCode' | 'gridCode') => (
    <TextField
      label={t(`organisation.field.${field}`)}
      value={draft[field]}
      problem={problemOf(field)}
      onChange={(value) => edit({ [field]: value })}
    />
  );
  // The ground between branches is the association's.
  const maySetGround = isCityWide || kind === 'station';
  return (
    <EntryForm
      title={t(`organisation.${office ? 'edit' : 'add'}.${kind}`)}
      form={form}
      fields={fields}
      isFit={problems.size === 0}
      onTried={() => setIsJudged(true)}
      onClose={onClose}
    >
      <NameFields value={draft.name} isJudged={isJudged} onChange={(name) => edit({ name })} />
      <TextField
        label={t('organisation.field.code')}
        value={draft.code}
        placeholder={office ? undefined : t('organisation.codeByItself')}
        problem={problemOf('code')}
        onChange={(code) => edit({ code })}
      />
      {kind === 'station' && isCityWide && (
        <SelectField
          label={t('organisation.field.branchId')}
          value={draft.branchId === null ? '' : String(draft.branchId)}
          options={[
            ...(office ? [] : [{ value: '', label: t('organisation.branchByPlace') }]),
            ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
          ]}
          onChange={(id) => edit({ branchId: id === '' ? null : Number(id) })}
        />
      )}
      {maySetGround && (
        <PlaceField
          label={t(`organisation.position.${kind}`)}
          value={draft.position}
          problem={problemOf('position')}
          onChange={(position) => edit({ position })}
        />
      )}
      {maySetGround && (
        <GroundField
          label={t('organisation.field.area')}
          value={draft.area}
          none={t(`organisation.noGround.${kind}`)}
          problem={problemOf('area')}
          onChange={(area) => edit({ area })}
        />
      )}
      {text('contact')}
      {text('openingHours')}
      <FoldSection
        title={t('organisation.codes')}
        isOpen={areCodesOpen}
        onToggle={() => setAreCodesOpen(!areCodesOpen)}
      >
        {areCodesOpen && (
          <Stack pt="sm">
            {text('statisticalCode')}
            {text('policeCode')}
            {text('gridCode')}
          </Stack>
        )}
      </FoldSection>
    </EntryForm>
  );
}
