import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_STEPS, type ImportStep } from './import-steps.ts';
import styles from './imports.module.css';

interface StepLineProps {
  step: ImportStep;
  mayGoTo: (step: ImportStep) => boolean;
  onGo: (step: ImportStep) => void;
}

/** How far the wizard is; what is past can be gone back to. */
export function StepLine({ step, mayGoTo, onGo }: StepLineProps) {
  const { t } = useTranslation();
  const at = IMPORT_STEPS.indexOf(step);
  const current = useRef<HTMLLIElement>(null);
  const shown = useRef<ImportStep | null>(null);
  // The button that led here is gone, and with it the focus; and the next step begins at its top.
  useEffect(() => {
    if (shown.current === null ? document.activeElement === document.body : shown.current !== step)
      current.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <ol className={`lw-list ${styles.steps}`} aria-label={t('imports.steps')}>
      {IMPORT_STEPS.map((id, index) => (
        <li
          key={id}
          ref={id === step ? current : undefined}
          tabIndex={id === step ? -1 : undefined}
          aria-current={id === step ? 'step' : undefined}
          data-past={index < at || undefined}
        >
          <button type="button" disabled={!mayGoTo(id)} onClick={() => onGo(id)}>
            <span>{index + 1}</span>
            {t(`imports.step.${id}`)}
          </button>
        </li>
      ))}
    </ol>
  );
}
