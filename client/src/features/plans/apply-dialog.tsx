import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import { Dialog } from '../../components/dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { changesNothing } from './plan-edits.ts';

interface ApplyDialogProps {
  name: string;
  definition: PlanDefinition;
  nameOfLookout: (lookoutId: number) => string;
  /** Whether a lookout stands now: otherwise an edit of it brings it back. */
  isStanding: (lookoutId: number) => boolean;
  isApplying: boolean;
  error: unknown;
  onApply: () => void;
  onClose: () => void;
}

/** Says what will be different for everybody before a plan is made the set-up. */
export function ApplyDialog({
  name,
  definition,
  nameOfLookout,
  isStanding,
  isApplying,
  error,
  onApply,
  onClose,
}: ApplyDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { lookouts, posts, loops, withoutKinds, settings } = definition;
  const removed = lookouts.filter((edit) => edit.removed && isStanding(edit.lookoutId));
  const restored = lookouts.filter((edit) => edit.removed === false && !isStanding(edit.lookoutId));
  const moved = lookouts.filter((edit) => !edit.removed && isStanding(edit.lookoutId));
  const listNames = (names: readonly string[]): string =>
    new Intl.ListFormat(language, { type: 'conjunction', style: 'narrow' }).format(names);
  const named = (edits: typeof lookouts) => ({
    count: edits.length,
    names: listNames(edits.map(({ lookoutId }) => nameOfLookout(lookoutId))),
  });
  const facts = [
    ...(moved.length > 0 ? [t('plans.applyDialog.moved', named(moved))] : []),
    ...(removed.length > 0 ? [t('plans.applyDialog.removed', named(removed))] : []),
    ...(restored.length > 0 ? [t('plans.applyDialog.restored', named(restored))] : []),
    ...(posts.length > 0
      ? [t('plans.applyDialog.posts', { count: posts.length, names: listNames(posts.map((post) => post.name)) })]
      : []),
    ...(settings === null ? [] : [t('plans.applyDialog.settings')]),
    ...(withoutKinds.length > 0
      ? [t('plans.applyDialog.kinds', { names: listNames(withoutKinds.map((kind) => t(`unitKind.${kind}`))) })]
      : []),
  ];
  const isVoid = changesNothing({ ...definition, loops: [] });
  return (
    <Dialog title={t('plans.applyDialog.title')} width={480} onClose={onClose}>
      <Stack gap="lg">
        {isVoid ? (
          <p>{t('plans.applyDialog.nothing')}</p>
        ) : (
          <>
            <p>{t('plans.applyDialog.text', { name })}</p>
            <Stack component="ul" gap="xs" pl={18}>
              {facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </Stack>
          </>
        )}
        {loops.length > 0 && (
          <Text size="xs" c="var(--lw-warn)">
            {t('plans.applyDialog.loops', { count: loops.length })}
          </Text>
        )}
        {!isVoid && <Text c="dimmed">{t('plans.applyDialog.backup')}</Text>}
        {error !== null && <Problem>{errorText(t, error)}</Problem>}
        <Group gap="sm" justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton tone="primary" disabled={isVoid || isApplying} onClick={onApply}>
            {isApplying ? t('plans.applyDialog.applying') : t('plans.applyDialog.confirm')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
