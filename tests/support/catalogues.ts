import type { CustomTypeOptions } from 'i18next';
import { APP_TEXTS } from '../../client/src/app/texts.ts';
import { CALL_TEXTS } from '../../client/src/entities/alerts/call-texts.ts';
import { RANGE_TEXTS } from '../../client/src/entities/lookouts/range-texts.ts';
import { SETUP_TEXTS } from '../../client/src/entities/units/setup-texts.ts';
import { UNIT_LIST_TEXTS } from '../../client/src/features/unit-list/texts.ts';
import { AROUND_TEXTS } from '../../client/src/features/around/texts.ts';
import { ROTA_TEXTS } from '../../client/src/features/rota/texts.ts';
import { MANAGED_ACCOUNTS_TEXTS } from '../../client/src/features/accounts/texts.ts';
import { BASEMAPS_TEXTS } from '../../client/src/features/basemaps/texts.ts';
import { REFERENCE_TEXTS } from '../../client/src/features/reference-layers/texts.ts';
import type { TextSection } from '../../client/src/i18n/i18n.ts';
import type { Language } from '../../client/src/lib/format.ts';
import { COVERAGE_TEXTS } from '../../client/src/workspaces/coverage/texts.ts';
import { HOTSPOTS_TEXTS } from '../../client/src/workspaces/hotspots/texts.ts';
import { REGISTRY_TEXTS } from '../../client/src/workspaces/registry/texts.ts';
import { OUTAGE_TEXTS } from '../../client/src/workspaces/live/outage-texts.ts';

/** All that the page fetches texts by; the first is there from its start. */
export const TEXT_SECTIONS: readonly TextSection[] = [
  APP_TEXTS,
  COVERAGE_TEXTS,
  HOTSPOTS_TEXTS,
  REGISTRY_TEXTS,
  CALL_TEXTS,
  OUTAGE_TEXTS,
  SETUP_TEXTS,
  RANGE_TEXTS,
  UNIT_LIST_TEXTS,
  AROUND_TEXTS,
  ROTA_TEXTS,
  MANAGED_ACCOUNTS_TEXTS,
  BASEMAPS_TEXTS,
  REFERENCE_TEXTS,
];

export interface Catalogue {
  [key: string]: string | Catalogue;
}

/** The texts of each room that the page fetches by a section. */
export const fetchRooms = async (section: TextSection, language: Language) =>
  (await section[language]()) as readonly Catalogue[];

/** Adds texts to others as the page does: a group may have words of several rooms. */
function addTexts(all: Catalogue, texts: Catalogue): Catalogue {
  for (const [key, value] of Object.entries(texts)) {
    const there = all[key];
    all[key] = typeof value === 'string' ? value : addTexts(typeof there === 'object' ? there : {}, value);
  }
  return all;
}

async function fetchAll(language: Language): Promise<CustomTypeOptions['resources']['translation']> {
  const rooms = await Promise.all(TEXT_SECTIONS.map((section) => fetchRooms(section, language)));
  const all: unknown = rooms.flat().reduce(addTexts, {});
  return all as CustomTypeOptions['resources']['translation'];
}

/** All that the page can say. */
export const zhCN = await fetchAll('zh-CN');
export const en = await fetchAll('en');
