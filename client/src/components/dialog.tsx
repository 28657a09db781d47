import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';

interface DialogProps {
  title: string;
  /** Design pixels. */
  width: number;
  /** `bare` leaves out title bar and padding: the content brings its own. */
  bare?: boolean;
  place?: 'middle' | 'top';
  onClose: () => void;
  children: ReactNode;
}

const FIRST_FIELD = ':is(input, select, textarea):not(:disabled)';

/** A modal window: the browser's own dialog, which keeps the focus inside and closes on Esc. */
export function Dialog({ title, width, bare = false, place = 'middle', onClose, children }: DialogProps) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const element = dialog.current;
    if (!element) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      // Taken here, so that what lies below (the map's selection) keeps its own Esc.
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close.current();
    };
    // The backdrop belongs to the dialog element; everything else lies in a child of it.
    const onMouseDown = (event: MouseEvent) => event.target === element && close.current();
    element.addEventListener('keydown', onKeyDown);
    element.addEventListener('mousedown', onMouseDown);
    element.showModal();
    // The browser would choose the ×: whoever opens a form came to fill it in. A finger's first touch brings its own keyboard.
    if (matchMedia('(pointer: fine)').matches) body.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    return () => {
      element.removeEventListener('keydown', onKeyDown);
      element.removeEventListener('mousedown', onMouseDown);
      element.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      style={{ '--dialog-width': width } as CSSProperties}
      data-place={place}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {!bare && (
        <header className={styles.header}>
          <h2>{title}</h2>
          <IconButton label={t('common.close')} onClick={onClose}>
            <IconX />
          </IconButton>
        </header>
      )}
      {bare ? (
        children
      ) : (
        <div ref={body} className={styles.body}>
          {children}
        </div>
      )}
    </dialog>
  );
}
