import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Timeline } from '../../../../client/src/features/records/timeline.tsx';
import { Page, openPageServer, refusal, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.records;

let server: PageServer;
beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());
beforeEach(() => void server.requests.splice(0));

const text = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: words.comment });
const show = (mayReview = true) =>
  render(<Timeline hotspotId={7} events={[]} mayReview={mayReview} nowMs={0} />, { wrapper: Page });
const say = (value: string) => fireEvent.change(text(), { target: { value } });
const pressSend = () => fireEvent.keyDown(text(), { key: 'Enter', ctrlKey: true });

describe('a comment', () => {
  it('is sent once, however often it is sent while the first is on its way', async () => {
    let accept: () => void = () => undefined;
    const accepted = new Promise<void>((resolve) => (accept = resolve));
    server.answer = async () => {
      await accepted;
      return { status: 201, body: {} };
    };
    show();
    say('  看过了  ');
    pressSend();
    await waitFor(() => expect(server.requests).toHaveLength(1));
    pressSend();
    fireEvent.submit(text().form!);
    fireEvent.click(screen.getByRole('button', { name: new RegExp(words.send) }));
    accept();
    await waitFor(() => expect(text().value).toBe(''));
    expect(server.requests).toEqual([
      {
        method: 'POST',
        path: '/api/v1/hotspots/records/7/comments',
        body: JSON.stringify({ text: '看过了' }),
        version: null,
      },
    ]);
  });

  it('of blanks is not sent', () => {
    show();
    say('   ');
    pressSend();
    fireEvent.submit(text().form!);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: new RegExp(words.send) }).disabled).toBe(true);
    expect(server.requests).toEqual([]);
  });

  it('that is refused stays as it was typed, with the reason', async () => {
    server.answer = () => ({ status: 403, body: refusal('not-permitted') });
    show();
    say('看过了');
    pressSend();
    await screen.findByRole('alert');
    expect(text().value).toBe('看过了');
  });

  it('is not asked of who may only look', () => {
    show(false);
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
