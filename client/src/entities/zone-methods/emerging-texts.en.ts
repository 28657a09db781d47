import type { SameKeys } from '../../i18n/same-keys.ts';
import type { emergingZhCN } from './emerging-texts.zh-CN.ts';

export const emergingEn: SameKeys<typeof emergingZhCN> = {
  'new-hot-spot': { name: 'New', rule: 'Hot in the last step and never before.' },
  'consecutive-hot-spot': {
    name: 'Consecutive',
    rule: 'Hot in an unbroken run up to the last step, never before, in less than nine tenths of the steps.',
  },
  'intensifying-hot-spot': {
    name: 'Intensifying',
    rule: 'Hot in nine tenths of the steps, the last included, and significantly rising.',
  },
  'persistent-hot-spot': {
    name: 'Persistent',
    rule: 'Hot in nine tenths of the steps, the last included, with no clear trend.',
  },
  'diminishing-hot-spot': {
    name: 'Diminishing',
    rule: 'Hot in nine tenths of the steps, the last included, but significantly falling.',
  },
  'sporadic-hot-spot': {
    name: 'Sporadic',
    rule: 'Hot on and off, in less than nine tenths of the steps, never cold.',
  },
  'oscillating-hot-spot': { name: 'Oscillating', rule: 'Hot in the last step, and cold at some time before.' },
  'historical-hot-spot': { name: 'Historical', rule: 'Hot in nine tenths of the steps, but not in the last.' },
  'new-cold-spot': { name: 'New cold', rule: 'Cold in the last step and never before.' },
  'consecutive-cold-spot': {
    name: 'Consecutive cold',
    rule: 'Cold in an unbroken run up to the last step, never before, in less than nine tenths of the steps.',
  },
  'intensifying-cold-spot': {
    name: 'Intensifying cold',
    rule: 'Cold in nine tenths of the steps, the last included, and getting colder.',
  },
  'persistent-cold-spot': {
    name: 'Persistent cold',
    rule: 'Cold in nine tenths of the steps, the last included, with no clear trend.',
  },
  'diminishing-cold-spot': {
    name: 'Diminishing cold',
    rule: 'Cold in nine tenths of the steps, the last included, but coming back.',
  },
  'sporadic-cold-spot': {
    name: 'Sporadic cold',
    rule: 'Cold on and off, in less than nine tenths of the steps, never hot.',
  },
  'oscillating-cold-spot': {
    name: 'Oscillating cold',
    rule: 'Cold in the last step, and hot at some time before.',
  },
  'historical-cold-spot': {
    name: 'Historical cold',
    rule: 'Cold in nine tenths of the steps, but not in the last.',
  },
  none: { name: 'No pattern', rule: 'None of the above.' },
};
