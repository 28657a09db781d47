import type { ReactNode } from 'react';
import styles from './text-button.module.css';

interface TextButtonProps {
  tone?: 'plain' | 'primary' | 'danger' | 'link';
  pressed?: boolean;
  disabled?: boolean;
  /** It holds a sentence, which may take several lines. */
  wraps?: boolean;
  type?: 'button' | 'submit';
  keyHint?: string;
  onClick?: () => void;
  children: ReactNode;
}

/** A small button with words, for panels and cards. */
export function TextButton({
  tone = 'plain',
  pressed,
  disabled,
  wraps = false,
  type = 'button',
  keyHint,
  onClick,
  children,
}: TextButtonProps) {
  return (
    <button
      type={type}
      className={styles.button}
      data-tone={tone}
      data-wraps={wraps || undefined}
      aria-pressed={pressed}
      aria-keyshortcuts={keyHint}
      title={keyHint}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
