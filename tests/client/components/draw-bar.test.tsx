import { fireEvent, render, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DrawBar } from '../../../client/src/components/draw-bar.tsx';
import { Page } from '../../support/page.tsx';

it('lies in what the panels leave free, ends when there is enough, and throws away', () => {
  const done: string[] = [];
  const bar = (canEnd: boolean) => (
    <Page>
      <aside>
        <DrawBar hint="2" canEnd={canEnd} onEnd={() => done.push('end')} onCancel={() => done.push('cancel')} />
      </aside>
      <main data-middle />
    </Page>
  );
  const { rerender } = render(bar(false));
  const middle = within(screen.getByRole('main'));
  const end = middle.getByRole<HTMLButtonElement>('button', { name: '完成' });
  expect(end.disabled).toBe(true);
  rerender(bar(true));
  fireEvent.click(end);
  fireEvent.click(middle.getByRole('button', { name: '取消' }));
  expect(done).toEqual(['end', 'cancel']);
});
