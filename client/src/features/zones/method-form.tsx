import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { FINDING_KINDS, PARAMETERS, type FindingMethod } from './finding-method.ts';
import styles from './method-form.module.css';
import { useMethodStore } from './method.store.ts';
import { NearRepeatForm } from './near-repeat-form.tsx';
import { PermutationFields } from './permutation-fields.tsx';
import { ParameterField } from './parameter-field.tsx';
import type { Suggestions } from './zones-found.ts';

interface MethodFormProps {
  method: FindingMethod;
  /** For the settings of this method; empty until they are known. */
  suggestions: Suggestions;
}

/** How zones are found, and with which settings: each change is computed at once. */
export function MethodForm({ method, suggestions }: MethodFormProps) {
  const { t } = useTranslation();
  const { choose, adopt } = useMethodStore();
  const values = method as unknown as Record<string, string | number>;
  return (
    <div className={styles.form}>
      <Field
        label={t('zones.method')}
        extra={<HowNote label={t(`zones.kind.${method.kind}`)} text={t(`zones.howMethod.${method.kind}`)} />}
      >
        <Choice
          label={t('zones.method')}
          value={method.kind}
          onChange={choose}
          options={FINDING_KINDS.map((value) => ({ value, label: t(`zones.kind.${value}`) }))}
        />
        <Text size="xs" c="dimmed" lh="md" mt="xxs">
          {t(`zones.answers.${method.kind}`)}
        </Text>
      </Field>
      {method.kind === 'near-repeat' ? (
        <NearRepeatForm method={method} onChange={adopt} />
      ) : method.kind === 'clustering' ? (
        <div className={styles.pair}>
          <PermutationFields settings={method} onChange={(settings) => adopt({ ...method, ...settings })} />
        </div>
      ) : (
        <div className={styles.pair} key={method.kind}>
          {PARAMETERS[method.kind].map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={values[parameter.name]!}
              suggested={suggestions[parameter.name]}
              onChange={(value) => adopt({ ...method, [parameter.name]: value } as ZoneMethod)}
            />
          ))}
        </div>
      )}
    </div>
  );
}
