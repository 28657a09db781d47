import { moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EntryForm } from '../../components/entry-form.tsx';
import { fieldProblem } from '../../components/field-problem.ts';
import { NameFields } from '../../components/name-fields.tsx';
import { PlaceField } from '../../entities/places/place-field.tsx';
import { callApi } from '../../lib/call-api.ts';
import { useEntryForm } from '../../lib/use-entry-form.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { DutyFields } from './duty-fields.tsx';
import {
  EMPTY_LOOKOUT,
  findLookoutProblems,
  toLookoutChange,
  toLookoutDraft,
  toNewLookout,
  type LookoutDraft,
} from './lookout-draft.ts';
import { LookoutFacts } from './lookout-facts.tsx';
import { showSurroundings } from './show-surroundings.ts';
import { LookoutRangeField } from './lookout-range-field.tsx';
import { useAddLookout, useChangeLookout } from './lookout-register.api.ts';
import { useLookoutFieldWords } from './use-lookout-field-words.ts';

/** The lookout as it stands now; null = it was taken away. */
async function readAnew(lookoutId: number): Promise<{ draft: LookoutDraft; version: number } | null> {
  const { features } = await callApi('GET /lookouts');
  const lookout = features.find(({ properties }) => properties.lookoutId === lookoutId);
  return lookout ? { draft: toLookoutDraft(lookout), version: lookout.properties.version } : null;
}

interface LookoutFormProps {
  /** Null = a new one: the first click on the map puts it there. */
  lookout: LookoutFeature | null;
  onAdded: (lookout: LookoutFeature) => void;
  onClose: () => void;
}

/** All that is said of a lookout. */
export function LookoutForm({ lookout, onAdded, onClose }: LookoutFormProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const [wasTried, setWasTried] = useState(false);
  const add = useAddLookout();
  const change = useChangeLookout();
  const fields = useLookoutFieldWords();
  const lookoutId = lookout?.properties.lookoutId ?? null;
  const form = useEntryForm<LookoutDraft>({
    initial: lookout ? toLookoutDraft(lookout) : EMPTY_LOOKOUT,
    version: lookout?.properties.version ?? null,
    add: async (draft, since) => onAdded(await add.mutateAsync({ ...toNewLookout(draft), ...since })),
    change: ({ changes, since, version }) =>
      change.mutateAsync({ lookoutId: lookoutId!, version, change: { ...toLookoutChange(changes), ...since } }),
    readAnew: () => readAnew(lookoutId!),
    onSaved: onClose,
  });
  const { draft, edit, error } = form;
  const problems = findLookoutProblems(draft, lookout === null);
  const say = (field: Parameters<typeof problems.has>[0], text: string): string | undefined =>
    wasTried && problems.has(field) ? text : fieldProblem(t, error, field);
  const place = (position: LngLat | null): void => {
    edit({
      position,
      // Ground that somebody drew goes with its lookout.
      ...(position && draft.position && { shape: moveShape(draft.shape, draft.position, position) }),
    });
    // Over the whole city nobody can see, or drag, how far a new one sees.
    if (position && !draft.position) showSurroundings(position, draft);
  };

  return (
    <EntryForm
      title={
        lookout ? t('lookoutRegister.edit', { name: localName(lookout.properties.name) }) : t('lookoutRegister.add')
      }
      form={form}
      fields={fields}
      isFit={problems.size === 0}
      onTried={() => setWasTried(true)}
      onClose={onClose}
    >
      <NameFields value={draft.name} isJudged={wasTried} onChange={(name) => edit({ name })} />
      <PlaceField
        label={t('lookoutRegister.field.position')}
        value={draft.position}
        problem={say('position', t('form.required'))}
        picksAtOnce={lookout === null}
        onChange={place}
      />
      {draft.position && (
        <LookoutRangeField
          lookoutId={lookoutId}
          position={draft.position}
          value={draft}
          problem={fieldProblem(t, error, 'shape') ?? fieldProblem(t, error, 'detectionRangeMeters')}
          onChange={({ detectionRangeMeters, shape }) => edit({ detectionRangeMeters, shape })}
          onCancel={onClose}
        />
      )}
      <DutyFields
        startMinute={draft.dutyStartMinute}
        endMinute={draft.dutyEndMinute}
        problems={{
          start: say('dutyStartMinute', t('lookoutRegister.duty.unreadable')),
          end: say('dutyEndMinute', t('lookoutRegister.duty.unreadable')),
        }}
        onChange={(dutyStartMinute, dutyEndMinute) => edit({ dutyStartMinute, dutyEndMinute })}
      />
      <LookoutFacts isNew={lookout === null} draft={draft} edit={edit} say={say} error={error} />
    </EntryForm>
  );
}
