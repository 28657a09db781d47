import { Stack, Text } from '@mantine/core';
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
    <span className={styles.verdict} data-good={verdict.key === 'proven' || verdict.key === 'alsoBest' || undefined}>
      {t(`siting.verdict.${verdict.key}`, { ...verdict })}
    </span>
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
      <div className={styles.change}>
        <div>
          <span className={styles.label}>
            {t(keptLookouts > 0 ? 'siting.before' : 'siting.beforeNone', { count: keptLookouts })}
          </span>
          <b>{formatShare(keptShare)}</b>
        </div>
        <IconArrowRight aria-hidden />
        <div>
          <span className={styles.label}>
            {t('siting.after', { count: solution.sites.length })}
            <HowNote label={t('siting.result')} text={t('siting.how.coveredShare')} />
          </span>
          <b data-good>{formatShare(solution.coveredShare)}</b>
        </div>
        {solution.meanDistanceMeters !== null && (
          <div>
            <span className={styles.label}>{t('siting.meanDistance')}</span>
            <b>{formatDistance(solution.meanDistanceMeters)}</b>
          </div>
        )}
      </div>
      <div role="radiogroup" aria-label={t('siting.solutions')} className={styles.kinds}>
        {kinds.map((kind) => (
          <div key={kind} className={styles.kind} data-shown={shown === kind || kinds.length === 1 || undefined}>
            <button
              type="button"
              role="radio"
              aria-checked={shown === kind || kinds.length === 1}
              className={styles.pick}
              onClick={() => onShow(kind)}
            >
              <span className={styles.label}>{t(`siting.solution.${kind}`)}</span>
              <strong>{objective(findSolution(result, kind), request.problem)}</strong>
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
      </div>
      {exact === null && (
        <Text size="xs" c="dimmed" className="lw-number">
          {t('siting.noExact')}
        </Text>
      )}
      <Text size="xs" c="dimmed" className="lw-number">
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
