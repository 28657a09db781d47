import type { SameKeys } from '../../i18n/same-keys.ts';
import type { coverageErrorsZhCN } from './error-texts.zh-CN.ts';

/** What the server refuses about plans, rules, revisit windows and siting, by its stable code. */
export const coverageErrorsEn: SameKeys<typeof coverageErrorsZhCN> = {
  errors: {
    'plan-changed': 'Somebody changed this plan just now. Open it again, or save yours as a new plan.',
    'unknown-lookout': 'A lookout in this plan no longer stands. Take its change out.',
    'duplicate-part': 'Two parts of the plan share an id. Take one of them out.',
    'no-duty-hours': 'Duty that starts when it ends never comes. All day is 00:00–24:00.',
    'no-rule-hours': 'Hours that start when they end never come. All day is 00:00–24:00.',
    'revisit-empty': 'No hour of this window fits the weekdays and hours chosen. Choose others.',
    'rule-never-broken':
      'The allowed time is longer than the hours, so the rule could never be broken. Shorten it or widen the hours.',
    'revisit-too-short': 'A window must hold at least 15 minutes.',
    'revisit-before-history':
      'No positions are known of that time, or they were deleted when their term ended. Choose a later window.',
    'backup-kept': 'A backup is deleted only by somebody who may change the set-up.',
    'revisit-too-long': 'At most 1,500 hours within 400 days can be computed. Choose fewer days or hours.',
    'revisit-expired': 'The server keeps the last few results only, and this one has gone. Run it again.',
    'backup-fixed': 'A backup stays as it was. Save your changes as a new plan.',
    'unknown-area': 'There is no such area of responsibility.',
    'area-not-valid': 'The outline of this area cannot be computed with.',
    'too-many-candidates': 'Too many candidates. Take a wider spacing or a smaller area.',
    'too-few-candidates': 'There are fewer candidates than posts. Ask for fewer posts or give more candidates.',
    'no-candidates': 'No place of the grid lies in the area. Take a smaller spacing.',
    'no-travelled-places': 'No vehicle has been seen driving in this area yet. Take a grid or draw the points.',
    'outside-area': 'A drawn point lies outside the area. Move it inside, or take a larger area.',
    'no-demand':
      'Nothing in this area counts as demand. Take a longer window, more categories, another mix or another area.',
    'too-much-demand': 'This area has too many places with demand. Take a smaller area or a shorter window.',
    'problem-too-large': 'Too many pairs of candidates and demand. Take a wider spacing or a smaller area.',
    'nothing-within-range': 'No candidate has any demand within its range. Take a longer range or other candidates.',
  },
};
