import { useState } from 'react';
import { readSetting, writeSetting } from './stored-setting.ts';

/** A yes/no choice that this browser remembers under `key`. */
export function useStoredFlag(key: string, initially: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    const stored = readSetting(key);
    return stored === null ? initially : stored === 'true';
  });
  return [
    value,
    (next) => {
      setValue(next);
      writeSetting(key, String(next));
    },
  ];
}
