import { Box, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HotspotEvent } from '@liaowang/shared/schemas/hotspot-record';
import { Problem } from '../../components/problem.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { Callout } from '../../components/callout.tsx';
import { describeEvent } from './record-words.ts';

/** Why a change was not taken: what others did meanwhile, or the error. */
export function ChangeProblem({ meanwhile, error }: { meanwhile: readonly HotspotEvent[] | null; error: unknown }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  if (meanwhile !== null) {
    return (
      <Callout role="alert">
        <Text fw={500} c="var(--lw-warn)">
          {t('records.conflict.title')}
        </Text>
        <Box component="ul" pl="xl" my="xs">
          {meanwhile.map((event) => (
            <li key={event.eventId}>
              {event.by ? localName(event.by) : t('records.nightly.name')} ·{' '}
              {describeEvent(t, event, language, localName)}
              {event.text !== '' && ` · ${event.text}`}
            </li>
          ))}
        </Box>
        {t('records.conflict.text')}
      </Callout>
    );
  }
  return error ? <Problem>{errorText(t, error)}</Problem> : null;
}
