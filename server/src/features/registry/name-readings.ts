import { pinyin } from 'pinyin-pro';
import type { NameReading } from '@liaowang/shared/schemas/registry';

/** Names that are remembered at most; a city has some thousand. */
const MOST_NAMES = 20_000;

/** How a Chinese name is typed without an input method: in Hanyu Pinyin without tones (ISO 7098), and by initials; ü is v. What is not Chinese in it stays. */
export function readName(name: string): NameReading {
  const parts = pinyin(name, { type: 'all', toneType: 'none', nonZh: 'consecutive', v: true });
  return {
    name,
    pinyin: parts.map(({ isZh, pinyin: spelt, origin }) => (isZh ? spelt : origin)).join(''),
    initials: parts.map(({ isZh, first, origin }) => (isZh ? first : origin)).join(''),
  };
}

/** {@link readName}, once for each name: a city's names are asked for by everybody who searches. */
export function createNameReader(): (name: string) => NameReading {
  const known = new Map<string, NameReading>();
  return (name) => {
    let reading = known.get(name);
    if (!reading) {
      if (known.size >= MOST_NAMES) known.clear();
      reading = readName(name);
      known.set(name, reading);
    }
    return reading;
  };
}
