const TYPED_INTO = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]';
const DIALOG = 'dialog, [role=dialog]';
const OVER_THE_ROOM = `${DIALOG}, [role=menu], [role=listbox]`;

const isWithin = (target: EventTarget | null, selector: string): boolean =>
  target instanceof HTMLElement && target.closest(selector) !== null;

/** Whether that lies in a dialog. */
export const isInDialog = (target: EventTarget | null): boolean => isWithin(target, DIALOG);

/** Whether something lies there that stands open over the room and closes by its own Esc: a dialog, a menu, a list of options. */
export const liesOverRoom = (target: EventTarget | null): boolean =>
  isWithin(target, `${OVER_THE_ROOM}, [role=combobox][aria-expanded=true]`);

/** Whether a key pressed there is for what is typed into, or for what lies over the room: the room's own keys let it pass. */
export const takesKeys = (target: EventTarget | null): boolean => isWithin(target, TYPED_INTO) || liesOverRoom(target);
