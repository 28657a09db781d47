import { Group, Stack, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SitingResult, SitingSolution } from '@liaowang/shared/schemas/siting';
import { HowNote } from '../../components/how-note.tsx';
import { UNKNOWN, formatDistance, formatDuration, formatNumber, formatShare } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './siting-outcome.module.css';
import { describeVerdict, findSolution } from './siting-words.ts';
import type { SolutionKind } from './siting.store.ts';

interface SitingOutcomeProps {
  result: SitingResult;
  shown: SolutionKind;
  onShow: (shown: SolutionKind) => void;
}

function Verdict({ result, kind }: { result: SitingResult; kind: SolutionKind }) {
  const { t } = useTranslation();
  const verdict = describeVerdict(result, kind);
  return (
    <Text
      component="span"
      size="xs"
      c={verdict.key === 'proven' || verdict.key === 'alsoBest' ? 'var(--lw-good)' : 'dimmed'}
    >
      {t(`siting.verdict.${verdict.key}`, { ...verdict })}
    </Text>
  );
}

/** The figure that the problem optimises, e.g. `71.4%`, `6 个`, `430 m`. */
function useObjective(): (solution: SitingSolution, problem: SitingResult['request']['problem']) => string {
  const { t } = useTranslation();
  return (solution, problem) => {
    if (problem === 'p-median')
      return solution.meanDistanceMeters === null ? UNKNOWN : formatDistance(solution.meanDistanceMeters);
    return problem === 'set-cover'
      ? t('siting.postCount', { count: solution.sites.length })
      : formatShare(solution.coveredShare);
  };
}

/** Covered before and after, and the exact solution beside the quick one with what is proven of each. */
export function SitingOutcome({ result, shown, onShow }: SitingOutcomeProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const objective = useObjective();
  const { request, exact, keptShare, demandPoints, incidentCount, households, candidates, keptLookouts, solveMs } =
    result;
  const solution = findSolution(result, shown);
  const kinds: SolutionKind[] = exact === null ? ['greedy'] : ['exact', 'greedy'];
  return (
    <Stack component="section" aria-label={t('siting.result')}>
      <Group wrap="nowrap" align="flex-end" gap="lg">
        <Stack gap={0} miw={0}>
          <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
            {t(keptLookouts > 0 ? 'siting.before' : 'siting.beforeNone', { count: keptLookouts })}
          </Group>
          <Text component="b" fz="xl" fw={600} lh={1.25} c="bright">
            {formatShare(keptShare)}
          </Text>
        </Stack>
        <IconArrowRight className={styles.arrow} aria-hidden />
        <Stack gap={0} miw={0}>
          <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
            {t('siting.after', { count: solution.sites.length })}
            <HowNote label={t('siting.result')} text={t('siting.how.coveredShare')} />
          </Group>
          <Text component="b" fz="xl" fw={600} lh={1.25} c="var(--lw-good)">
            {formatShare(solution.coveredShare)}
          </Text>
        </Stack>
        {solution.meanDistanceMeters !== null && (
          <Stack gap={0} miw={0}>
            <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
              {t('siting.meanDistance')}
            </Group>
            <Text component="b" fz="xl" fw={600} lh={1.25} c="bright">
              {formatDistance(solution.meanDistanceMeters)}
            </Text>
          </Stack>
        )}
      </Group>
      <Group role="radiogroup" aria-label={t('siting.solutions')} grow wrap="nowrap" align="stretch">
        {kinds.map((kind) => (
          <div key={kind} className={styles.kind} data-shown={shown === kind || kinds.length === 1 || undefined}>
            <button
              type="button"
              role="radio"
              aria-checked={shown === kind || kinds.length === 1}
              className={styles.pick}
              onClick={() => onShow(kind)}
            >
              <Group component="span" wrap="nowrap" gap="xs" fz="xs" c="dimmed">
                {t(`siting.solution.${kind}`)}
              </Group>
              <Text component="strong" fz={15} fw={600} c="bright">
                {objective(findSolution(result, kind), request.problem)}
              </Text>
              <Verdict result={result} kind={kind} />
            </button>
            <span className={styles.how}>
              <HowNote
                label={t(`siting.solution.${kind}`)}
                text={t(kind === 'exact' ? 'siting.how.exact' : 'siting.how.greedy')}
              />
            </span>
          </div>
        ))}
      </Group>
      {exact === null && (
        <Text size="xs" c="dimmed">
          {t('siting.noExact')}
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {t('siting.basis', {
          demand: formatNumber(demandPoints),
          incidents: formatNumber(incidentCount),
          households: formatNumber(households),
          candidates: formatNumber(candidates),
          duration: solveMs < 1000 ? `${Math.round(solveMs)} ms` : formatDuration(solveMs, language),
        })}
      </Text>
    </Stack>
  );
}
