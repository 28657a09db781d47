import { useEffect, useRef, useState, type ReactNode } from 'react';
import iconButton from './icon-button.module.css';
import styles from './menu.module.css';
import textButton from './text-button.module.css';

export interface MenuItem {
  id: string;
  icon: ReactNode;
  label: string;
  keyHint?: string;
  /** Why it cannot be chosen. */
  blocked?: string | undefined;
  onChoose: () => void;
}

interface MenuProps {
  label: string;
  /** What the button that opens it looks like: one of ours, or a class of its own. */
  look: 'text' | 'icon' | { className: string | undefined };
  button: ReactNode;
  head?: ReactNode;
  items: readonly MenuItem[];
  /** On which side of the button the list opens. */
  placement?: 'below' | 'above';
  /** The button rests while what was chosen runs. */
  isBusy?: boolean;
}

const LOOKS = { text: textButton.button, icon: iconButton.button } as const;

/** CSS pixels between the list and its button, and between it and the window's edge. */
const GAP_PIXELS = 8;

/** Right edges in line, as far as the window has room; on the other side of the button where it has none on the wanted one. */
function placeBeside(menu: HTMLElement, button: HTMLElement, placement: 'below' | 'above'): void {
  const anchor = button.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const above = anchor.top - GAP_PIXELS - height;
  const below = anchor.bottom + GAP_PIXELS;
  const fitsAbove = above >= GAP_PIXELS;
  const fitsBelow = below + height <= innerHeight - GAP_PIXELS;
  menu.style.left = `${Math.max(GAP_PIXELS, anchor.right - width)}px`;
  menu.style.top = `${(placement === 'above' ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow) ? above : below}px`;
}

/**
 * A button that opens a list of actions, over everything else: no panel cuts it off. Arrow keys move, Esc closes and
 * gives the focus back. Not Mantine's, whose 29 kB would come with the first load (docs/decisions/0031).
 */
export function Menu({ label, look, button, head, items, placement = 'below', isBusy = false }: MenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = holder.current;
    if (!isOpen || !element) return undefined;
    const menu = element.querySelector<HTMLElement>('[role=menu]')!;
    menu.showPopover();
    placeBeside(menu, element, placement);
    const options = [...element.querySelectorAll<HTMLElement>('[role=menuitem]')];
    options[0]?.focus();
    // Its button may scroll or move.
    const follow = () => placeBeside(menu, element, placement);
    const closeOutside = (event: PointerEvent) => {
      if (!element.contains(event.target as Node)) setIsOpen(false);
    };
    const onKeyDown = (event: KeyboardEvent) => {
      const at = options.findIndex((option) => option === document.activeElement);
      const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
      if (event.key === 'Escape') setIsOpen(false);
      else if (next !== undefined) options.at(next % options.length)?.focus();
      else return;
      event.preventDefault();
    };
    const opener = element.querySelector<HTMLElement>('[aria-haspopup]');
    addEventListener('pointerdown', closeOutside);
    addEventListener('scroll', follow, { capture: true });
    addEventListener('resize', follow);
    element.addEventListener('keydown', onKeyDown);
    return () => {
      removeEventListener('pointerdown', closeOutside);
      removeEventListener('scroll', follow, { capture: true });
      removeEventListener('resize', follow);
      element.removeEventListener('keydown', onKeyDown);
      // Unless a click has brought it elsewhere: who closed the list is where they opened it.
      if (document.activeElement === document.body) opener?.focus({ preventScroll: true });
    };
  }, [isOpen, placement]);

  return (
    <div ref={holder}>
      <button
        type="button"
        className={typeof look === 'object' ? look.className : LOOKS[look]}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-busy={isBusy || undefined}
        disabled={isBusy}
        onClick={() => setIsOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div className={styles.menu} popover="manual" role="menu" aria-label={label}>
          {head && <div className={styles.head}>{head}</div>}
          {items.map(({ id, icon, label: itemLabel, keyHint, blocked, onChoose }) => (
            <button
              key={id}
              type="button"
              role="menuitem"
              className={styles.item}
              title={blocked}
              aria-disabled={blocked !== undefined || undefined}
              onClick={() => {
                if (blocked !== undefined) return;
                setIsOpen(false);
                onChoose();
              }}
            >
              {icon}
              {itemLabel}
              {keyHint && <kbd>{keyHint}</kbd>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
