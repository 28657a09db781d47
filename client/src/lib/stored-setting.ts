/** Reads a remembered choice; null where the browser keeps none or forbids it. */
export function readSetting(key: string): string | null {
  try {
    return localStorage.getItem(`liaowang.${key}`);
  } catch {
    return null;
  }
}

/** Remembers a choice in this browser. A browser that forbids it only forgets. */
export function writeSetting(key: string, value: string): void {
  try {
    localStorage.setItem(`liaowang.${key}`, value);
  } catch {
    // Private windows may refuse storage: the choice then lasts as long as the page.
  }
}
