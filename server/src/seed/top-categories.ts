import { INCIDENT_CATEGORIES, type IncidentCategory } from '@liaowang/shared/schemas/incident';
import type { Queryable } from '../plugins/postgres.ts';

const NAMES: Record<IncidentCategory, { zh: string; en: string }> = {
  dispute: { zh: '纠纷', en: 'Dispute' },
  theft: { zh: '盗窃', en: 'Theft' },
  'vehicle-theft': { zh: '车辆被盗', en: 'Vehicle theft' },
  traffic: { zh: '交通', en: 'Traffic' },
  'lost-property': { zh: '财物丢失', en: 'Lost property' },
  help: { zh: '求助', en: 'Call for help' },
  fraud: { zh: '诈骗', en: 'Fraud' },
  noise: { zh: '噪声扰民', en: 'Noise' },
  'fire-hazard': { zh: '火险隐患', en: 'Fire hazard' },
  other: { zh: '其他', en: 'Other' },
};

/** Plants our ten categories, below which a city hangs its own, where they are not yet. */
export async function plantTopCategories(client: Queryable): Promise<void> {
  await client.query(
    `INSERT INTO incident_categories (id, number, name_zh, name_en) SELECT id, n, zh, en FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS t (id, zh, en, n) ON CONFLICT (id) DO NOTHING`,
    [
      INCIDENT_CATEGORIES,
      INCIDENT_CATEGORIES.map((category) => NAMES[category].zh),
      INCIDENT_CATEGORIES.map((category) => NAMES[category].en),
    ],
  );
}
