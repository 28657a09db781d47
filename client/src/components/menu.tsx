import { useEffect, useRef, useState, type ReactNode } from 'react';
import styles from './menu.module.css';

export interface MenuItem {
  id: string;
  icon: ReactNode;
  label: string;
  keyHint?: string;
  onChoose: () => void;
}

interface MenuProps {
  label: string;
  /** Class of the button that opens it. */
  buttonClassName?: string | undefined;
  button: ReactNode;
  head?: ReactNode;
  items: readonly MenuItem[];
  /** On which side of the button the list opens. */
  placement?: 'below' | 'above';
  /** The button rests while what was chosen runs. */
  isBusy?: boolean;
}

/** A button that opens a list of actions. Arrow keys move, Esc closes. */
export function Menu({ label, buttonClassName, button, head, items, placement = 'below', isBusy = false }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = holder.current;
    if (!isOpen || !element) return undefined;
    const options = [...element.querySelectorAll<HTMLElement>('[role=menuitem]')];
    options[0]?.focus();
    const closeOutside = (event: PointerEvent) => {
      if (!element.contains(event.target as Node)) setIsOpen(false);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.key === 'Escape') setIsOpen(false);
      else if (step !== undefined) options[(options.findIndex((option) => option === document.activeElement) + step + options.length) % options.length]?.focus();
      else return;
      event.preventDefault();
    };
    addEventListener('pointerdown', closeOutside);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('pointerdown', closeOutside);
      element.removeEventListener('keydown', onKeyDown);
    };
  }, [isOpen]);

  return (
    <div className={styles.holder} ref={holder}>
      <button type="button" className={buttonClassName} aria-label={label} aria-haspopup="menu" aria-expanded={isOpen} aria-busy={isBusy || undefined} disabled={isBusy} onClick={() => setIsOpen(!isOpen)}>{button}</button>
      {isOpen && (
        <div className={styles.menu} data-placement={placement} role="menu" aria-label={label}>
          {head && <div className={styles.head}>{head}</div>}
          {items.map(({ id, icon, label: itemLabel, keyHint, onChoose }) => (
            <button
              key={id}
              type="button"
              role="menuitem"
              className={styles.item}
              onClick={() => {
                setIsOpen(false);
                onChoose();
              }}
            >
              {icon}{itemLabel}{keyHint && <kbd>{keyHint}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
