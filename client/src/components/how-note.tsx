import { Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './how-note.module.css';

interface HowNoteProps {
  /** The figure, as it is called beside the note. */
  label: string;
  /** How it is computed: a few sentences; a blank line starts a paragraph. */
  text: string;
}

/** CSS pixels between the note and its button, and between it and the window's edge. */
const GAP_PIXELS = 6;

function placeBeside(note: HTMLElement, button: HTMLElement): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = note.getBoundingClientRect();
  const left = Math.max(
    GAP_PIXELS,
    Math.min(innerWidth - width - GAP_PIXELS, anchor.left + anchor.width / 2 - width / 2),
  );
  const isRoomBelow = anchor.bottom + GAP_PIXELS + height <= innerHeight - GAP_PIXELS;
  const top = isRoomBelow ? anchor.bottom + GAP_PIXELS : Math.max(GAP_PIXELS, anchor.top - GAP_PIXELS - height);
  note.style.left = `${left}px`;
  note.style.top = `${top}px`;
}

/** A small ⓘ that says how a figure is computed. The note lies over everything, dialogs too; Esc or a click elsewhere closes it. */
export function HowNote({ label, text }: HowNoteProps) {
  const { t } = useTranslation();
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);

  useEffect(() => {
    const element = note.current;
    if (!isOpen || !element || !button.current) return undefined;
    element.showPopover();
    placeBeside(element, button.current);
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      // Taken here, so that what lies below (a dialog, the map's selection) keeps its own Esc.
      event.preventDefault();
      event.stopPropagation();
      setIsOpen(false);
      button.current?.focus();
    };
    const closeOutside = (event: Event) => {
      const target = event.target as Node;
      if (!element.contains(target) && !button.current?.contains(target)) setIsOpen(false);
    };
    addEventListener('keydown', closeOnEscape, { capture: true });
    addEventListener('pointerdown', closeOutside, { capture: true });
    // What scrolls away or moves would leave the note behind.
    addEventListener('scroll', closeOutside, { capture: true });
    addEventListener('resize', closeOutside);
    return () => {
      removeEventListener('keydown', closeOnEscape, { capture: true });
      removeEventListener('pointerdown', closeOutside, { capture: true });
      removeEventListener('scroll', closeOutside, { capture: true });
      removeEventListener('resize', closeOutside);
    };
  }, [isOpen]);

  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-label={t('common.howLabel', { name: label })}
        title={t('common.howTitle')}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={(event) => {
          // It stands on rows and headings that a click means something else to.
          event.stopPropagation();
          setIsOpen(!isOpen);
        }}
      >
        <IconInfoCircle />
      </button>
      {isOpen && (
        <div ref={note} id={id} popover="manual" role="note" className={styles.note}>
          <Text fw={600} c="bright">
            {label}
          </Text>
          {text.split('\n\n').map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      )}
    </>
  );
}
