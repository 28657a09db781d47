import { Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KEY_AREA_KINDS, type KeyArea } from '@liaowang/shared/schemas/key-area';
import { EntryForm } from '../../components/entry-form.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { fieldProblem } from '../../components/field-problem.ts';
import { NameFields } from '../../components/name-fields.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { GroundField } from '../../entities/places/ground-field.tsx';
import { measureGround } from '../../entities/places/ground-handles.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { callApi } from '../../lib/call-api.ts';
import { UNKNOWN, formatArea } from '../../lib/format.ts';
import { useEntryForm } from '../../lib/use-entry-form.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useOutlineDrawing } from '../../map/outline-drawing.store.ts';
import {
  BY_PLACE,
  EMPTY_KEY_AREA,
  MOST_CODE_CHARACTERS,
  findKeyAreaProblems,
  toKeyAreaChange,
  toKeyAreaDraft,
  toNewKeyArea,
  type KeyAreaDraft,
} from './key-area-draft.ts';
import { useAddKeyArea, useChangeKeyArea } from './key-area-register.api.ts';

const NONE = 'none';

/** The key area as it is now; null = it was taken away. */
async function readAnew(keyAreaId: number): Promise<{ draft: KeyAreaDraft; version: number } | null> {
  const area = (await callApi('GET /key-areas')).find(({ id }) => id === keyAreaId);
  return area ? { draft: toKeyAreaDraft(area), version: area.version } : null;
}

interface KeyAreaFormProps {
  /** Null = a new one: its ground is drawn first. */
  keyArea: KeyArea | null;
  onAdded: (keyArea: KeyArea) => void;
  onClose: () => void;
}

/** What a key area is called, what it is, whose it is, and its ground. */
export function KeyAreaForm({ keyArea, onAdded, onClose }: KeyAreaFormProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const language = useLanguage();
  const branchName = useBranchName();
  const branches = useBranches().data ?? [];
  const [wasTried, setWasTried] = useState(false);
  const add = useAddKeyArea();
  const change = useChangeKeyArea();
  const isNew = keyArea === null;
  useEffect(() => {
    if (isNew) useOutlineDrawing.getState().start();
  }, [isNew]);
  const form = useEntryForm<KeyAreaDraft>({
    initial: keyArea ? toKeyAreaDraft(keyArea) : EMPTY_KEY_AREA,
    version: keyArea?.version ?? null,
    add: async (draft, since) => onAdded(await add.mutateAsync({ ...toNewKeyArea(draft), ...since })),
    change: ({ changes, since, version }) =>
      change.mutateAsync({ id: keyArea!.id, version, change: { ...toKeyAreaChange(changes), ...since } }),
    readAnew: () => readAnew(keyArea!.id),
    onSaved: onClose,
  });
  const { draft, edit, error } = form;
  const problems = findKeyAreaProblems(draft, isNew);
  const say = (field: Parameters<typeof problems.has>[0], text: string): string | undefined =>
    wasTried && problems.has(field) ? text : fieldProblem(t, error, field);
  const showBranch = ({ branchId }: KeyAreaDraft): string =>
    branchId === BY_PLACE ? t('keyAreaRegister.byPlace') : branchName(branchId);

  return (
    <EntryForm
      title={keyArea ? t('keyAreaRegister.edit', { name: localName(keyArea.name) }) : t('keyAreaRegister.add')}
      form={form}
      fields={[
        { id: 'name', label: t('entry.nameZh'), show: ({ name }) => [name.zh, name.en].filter(Boolean).join(' / ') },
        { id: 'kind', label: t('keyAreaRegister.column.kind'), show: ({ kind }) => t(`keyArea.kind.${kind}`) },
        { id: 'branchId', label: t('entry.list.branch'), show: showBranch },
        { id: 'code', label: t('keyAreaRegister.column.code'), show: ({ code }) => code },
        {
          id: 'geometry',
          label: t('keyAreaRegister.ground'),
          show: ({ geometry }) => (geometry ? formatArea(measureGround(geometry), language) : UNKNOWN),
        },
      ]}
      isFit={problems.size === 0}
      onTried={() => setWasTried(true)}
      onClose={onClose}
    >
      <GroundField
        label={t('keyAreaRegister.ground')}
        value={draft.geometry}
        problem={say('geometry', t('keyAreaRegister.groundNeeded'))}
        onChange={(geometry) => edit({ geometry })}
      />
      <NameFields value={draft.name} isJudged={wasTried} onChange={(name) => edit({ name })} />
      <Group gap="lg" grow align="flex-start">
        <SelectField
          label={t('keyAreaRegister.column.kind')}
          value={draft.kind}
          options={KEY_AREA_KINDS.map((value) => ({ value, label: t(`keyArea.kind.${value}`) }))}
          onChange={(kind) => edit({ kind })}
        />
        <SelectField
          label={t('entry.list.branch')}
          value={draft.branchId === null ? NONE : String(draft.branchId)}
          options={[
            ...(isNew ? [{ value: BY_PLACE as string, label: t('keyAreaRegister.byPlace') }] : []),
            { value: NONE, label: t('card.noBranch') },
            ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) })),
          ]}
          problem={fieldProblem(t, error, 'branchId')}
          onChange={(value) =>
            edit({ branchId: value === BY_PLACE ? BY_PLACE : value === NONE ? null : Number(value) })
          }
        />
      </Group>
      <TextField
        label={t(isNew ? 'keyAreaRegister.codeOrNone' : 'keyAreaRegister.column.code')}
        value={draft.code}
        problem={say('code', t('keyAreaRegister.codeProblem', { most: MOST_CODE_CHARACTERS }))}
        onChange={(code) => edit({ code })}
      />
    </EntryForm>
  );
}
