import { Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './dialog.module.css';

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

/** Not one of a few side by side: they have their answer already. Those that have none ask for the focus themselves (`data-autofocus`). */
const FIRST_FIELD = ':is(input, select, textarea):not(:disabled, [type=radio])';

/** Gives the focus back to who had it: this dialog is open for as long as it is there, and Mantine returns it on closing only. */
function useFocusReturn(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      // What a click on the backdrop or another dialog has focused since stays so.
      if (before instanceof HTMLElement && document.activeElement === document.body)
        before.focus({ preventScroll: true });
    };
  }, []);
}

/** Marks whom Mantine gives the focus. It would be the ×: whoever opens a form came to fill it in. A finger's first touch brings its own keyboard. */
function markFirstField(content: HTMLElement | null): void {
  if (matchMedia('(pointer: fine)').matches) content?.querySelector(FIRST_FIELD)?.setAttribute('data-autofocus', '');
}

/** What had the focus may go while the dialog stays, as a form that is done gives way to its list: Esc must still reach it. */
function useFocusKept(content: RefObject<HTMLElement | null>): void {
  const isOpen = useRef(false);
  useEffect(() => {
    if (isOpen.current && document.activeElement === document.body) content.current?.focus({ preventScroll: true });
    isOpen.current = true;
  });
}

/** A modal window: it keeps the focus inside, and closes on Esc or a click beside it. */
export function Dialog({ title, width, bare = false, place = 'middle', onClose, children }: DialogProps) {
  const { t } = useTranslation();
  useFocusReturn();
  const content = useRef<HTMLElement | null>(null);
  useFocusKept(content);
  const adoptContent = useCallback((element: HTMLElement | null) => {
    content.current = element;
    markFirstField(element);
  }, []);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // Taken here, so that what lies below (another dialog, the map's selection) keeps its own Esc.
    event.preventDefault();
    // What has dropped down from a field in it has it first.
    const target = event.target as HTMLElement;
    if (event.currentTarget.contains(target) && target.getAttribute('aria-expanded') !== 'true') onClose();
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={`min(calc(${width} * var(--px)), calc(100vw - 24px))`}
      centered={place === 'middle'}
      closeOnEscape={false}
      lockScroll={false}
      classNames={styles}
      data-place={place}
      onKeyDown={onKeyDown}
    >
      <Modal.Overlay />
      <Modal.Content ref={adoptContent} aria-label={title}>
        {!bare && (
          <Modal.Header>
            <Modal.Title>{title}</Modal.Title>
            <Modal.CloseButton size="var(--lw-control)" aria-label={t('common.close')} />
          </Modal.Header>
        )}
        {bare ? children : <Modal.Body>{children}</Modal.Body>}
      </Modal.Content>
    </Modal.Root>
  );
}
