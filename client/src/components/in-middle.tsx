import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

/** Puts its children into what the panels leave free, which the frame of the workspace marks `data-middle`. */
export function InMiddle({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<Element | null>(null);
  useEffect(() => setPlace(document.querySelector('[data-middle]')), []);
  return place && createPortal(children, place);
}
