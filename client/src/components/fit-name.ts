import type { LocalizedName } from '@liaowang/shared/schemas/text';

/** As the schema says. */
export const MOST_NAME_CHARACTERS = 120;
const MOST_ENGLISH_CHARACTERS = 160;

/** Whether a name can be kept: there is a Chinese one, and neither is too long. */
export function isFitName({ zh, en }: LocalizedName): boolean {
  return zh.trim() !== '' && zh.length <= MOST_NAME_CHARACTERS && en.length <= MOST_ENGLISH_CHARACTERS;
}
