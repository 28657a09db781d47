import { expect, it } from 'vitest';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { withAlert, withAnswer } from '../../../../client/src/entities/alerts/alert-list.ts';
import { makeAlert } from '../../../support/make-alert.ts';

function alert(id: number, kind: Alert['kind'], hour: number, status: Alert['status'] = 'raised'): Alert {
  return makeAlert({ id, kind, status, raisedAt: `2026-11-23T${String(hour).padStart(2, '0')}:00:00Z` });
}

it('keeps what nobody took first, SOS before silent units, newest first, one entry an alert, none cleared', () => {
  const all = [
    alert(1, 'unit-lost', 9),
    alert(2, 'sos', 7),
    alert(3, 'sos', 8),
    alert(2, 'sos', 7, 'acknowledged'),
    alert(1, 'unit-lost', 9, 'cleared'),
    alert(4, 'unit-lost', 6),
    alert(5, 'units-lost', 7),
  ];
  expect(all.reduce<Alert[]>(withAlert, []).map(({ id, status }) => `${id} ${status}`)).toEqual([
    '3 raised',
    '5 raised',
    '4 raised',
    '2 acknowledged',
  ]);
});

it('lets no late answer bring back an alert that was cleared meanwhile', () => {
  const list = [alert(1, 'units-lost', 9)];
  const acknowledged = alert(1, 'units-lost', 9, 'acknowledged');
  expect(withAnswer(list, acknowledged)).toEqual([acknowledged]);
  expect(withAnswer(withAlert(list, alert(1, 'units-lost', 9, 'cleared')), acknowledged)).toEqual([]);
});
