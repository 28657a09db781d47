import { Table } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FigureTable } from '../../../client/src/components/figure-table.tsx';
import { RowButton } from '../../../client/src/components/row-button.tsx';
import { ListRows, TableRows } from '../../../client/src/components/virtual-rows.tsx';
import { Page } from '../../support/page.tsx';

const ROW_PX = 26;
const BOX_PX = 400;

interface Place {
  id: string;
  isHead: boolean;
  /** A row that cannot be opened. */
  isTotal?: boolean;
}

const placesUpTo = (count: number): Place[] =>
  Array.from({ length: count }, (_, at) => ({ id: `place ${at}`, isHead: at % 1_000 === 0 }));
const keyOf = ({ id }: Place): string => id;
const isHead = (place: Place): boolean => place.isHead;

function LongTable({ places, chosen }: { places: readonly Place[]; chosen?: string }) {
  return (
    <div data-testid="box" style={{ overflowY: 'auto' }}>
      <FigureTable aria-rowcount={places.length + 1}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Place</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <TableRows rows={places} keyOf={keyOf} rowHeightPx={ROW_PX} chosenKey={chosen}>
          {(place, mark) => (
            <Table.Tr key={place.id} {...mark}>
              <Table.Th scope="row">
                {place.isTotal ? 'total' : <RowButton onClick={() => undefined}>{place.id}</RowButton>}
              </Table.Th>
            </Table.Tr>
          )}
        </TableRows>
      </FigureTable>
    </div>
  );
}

const mountedRows = (): string[] => screen.getAllByRole('button').map(({ textContent }) => textContent);

async function press(key: string): Promise<void> {
  await act(async () => {
    fireEvent.keyDown(document.activeElement!, { key });
  });
}

// The DOM of page tests lays nothing out: boxes get the heights that they have in a browser.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(BOX_PX);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(BOX_PX);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(20_000 * ROW_PX);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    if (this.matches('[data-index]')) return new DOMRect(0, 0, 200, ROW_PX);
    if (this.matches('thead')) return new DOMRect(0, 0, 200, 0);
    const box = this.closest('[data-testid="box"]');
    return new DOMRect(0, this === box ? 0 : -(box?.scrollTop ?? 0), 200, BOX_PX);
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a long table', () => {
  it('mounts few of 2,000 rows and says where they stand among all', () => {
    render(<LongTable places={placesUpTo(2_000)} />, { wrapper: Page });
    expect(mountedRows().length).toBeGreaterThan(BOX_PX / ROW_PX - 1);
    expect(mountedRows().length).toBeLessThan(40);
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('2001');
    const first = screen.getByText('place 0').closest('tr');
    expect(first?.getAttribute('aria-rowindex')).toBe('2');
  });

  it('keeps the height of what is not mounted', () => {
    render(<LongTable places={placesUpTo(2_000)} />, { wrapper: Page });
    const spaces = [...document.querySelectorAll<HTMLElement>('tbody > tr[aria-hidden]')];
    const spacePx = spaces.reduce((sum, { style }) => sum + Number.parseFloat(style.height), 0);
    expect(spacePx + mountedRows().length * ROW_PX).toBe(2_000 * ROW_PX);
  });

  it('is walked to its end, by pages and back by keys; the focus stays in it', async () => {
    render(<LongTable places={placesUpTo(2_000)} />, { wrapper: Page });
    screen.getByText('place 0').focus();
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('place 1');
    await press('PageDown');
    const paged = Number(document.activeElement?.textContent.split(' ')[1]);
    expect(paged).toBeGreaterThan(10);
    expect(paged).toBeLessThan(20);
    await press('End');
    expect(document.activeElement?.textContent).toBe('place 1999');
    expect(screen.getByTestId('box').scrollTop).toBeGreaterThan(1_900 * ROW_PX);
    expect(mountedRows().length).toBeLessThan(45);
    await press('ArrowUp');
    expect(document.activeElement?.textContent).toBe('place 1998');
    await press('Home');
    expect(document.activeElement?.textContent).toBe('place 0');
  });

  it('passes by a last row that cannot be opened', async () => {
    const places = [...placesUpTo(2_000), { id: 'all', isHead: false, isTotal: true }];
    render(<LongTable places={places} />, { wrapper: Page });
    screen.getByText('place 0').focus();
    await press('End');
    expect(document.activeElement?.textContent).toBe('place 1999');
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('place 1999');
  });

  it('goes on past rows between that cannot be opened, either way', async () => {
    const places = placesUpTo(2_000).map((place, at) => ({ ...place, isTotal: at === 1 || at === 2 }));
    render(<LongTable places={places} />, { wrapper: Page });
    screen.getByText('place 0').focus();
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('place 3');
    await press('ArrowUp');
    expect(document.activeElement?.textContent).toBe('place 0');
  });

  it('keeps its keys at the ends, and gives up after thirty rows that cannot be opened', async () => {
    const places = placesUpTo(2_000).map((place, at) => ({ ...place, isTotal: at > 0 && at <= 31 }));
    render(<LongTable places={places} />, { wrapper: Page });
    screen.getByText('place 0').focus();
    // A key that nobody takes scrolls the page.
    expect(fireEvent.keyDown(document.activeElement!, { key: 'ArrowUp' })).toBe(false);
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('place 0');
    await press('End');
    expect(document.activeElement?.textContent).toBe('place 1999');
    expect(fireEvent.keyDown(document.activeElement!, { key: 'PageDown' })).toBe(false);
  });

  it('passes by a row whose button is off', async () => {
    render(
      <div data-testid="box" style={{ overflowY: 'auto' }}>
        <ListRows rows={placesUpTo(3)} keyOf={keyOf} rowHeightPx={ROW_PX}>
          {(place, mark) => (
            <li key={place.id} {...mark}>
              <button type="button" disabled={place.id === 'place 1'}>
                {place.id}
              </button>
            </li>
          )}
        </ListRows>
      </div>,
    );
    screen.getByText('place 0').focus();
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('place 2');
  });

  it('leaves the focus of another list to it, as of a dialog that a row has opened', async () => {
    render(
      <div data-testid="box" style={{ overflowY: 'auto' }}>
        <ListRows rows={placesUpTo(3)} keyOf={keyOf} rowHeightPx={ROW_PX}>
          {(place, mark) => (
            <li key={place.id} {...mark}>
              {place.id === 'place 1' && (
                <LongTable places={placesUpTo(50).map((inner) => ({ ...inner, id: `inner ${inner.id}` }))} />
              )}
            </li>
          )}
        </ListRows>
      </div>,
      { wrapper: Page },
    );
    screen.getByText('inner place 40').focus();
    await press('ArrowDown');
    expect(document.activeElement?.textContent).toBe('inner place 41');
  });

  it('keeps the row that has the focus, however far the box is scrolled', async () => {
    render(<LongTable places={placesUpTo(2_000)} />, { wrapper: Page });
    screen.getByText('place 3').focus();
    const box = screen.getByTestId('box');
    await act(async () => {
      box.scrollTop = 1_000 * ROW_PX;
      fireEvent.scroll(box);
    });
    expect(mountedRows()).toContain('place 1005');
    expect(mountedRows()).not.toContain('place 5');
    expect(document.activeElement?.textContent).toBe('place 3');
  });

  it('scrolls to what is chosen elsewhere', async () => {
    const { rerender } = render(<LongTable places={placesUpTo(2_000)} />, { wrapper: Page });
    rerender(<LongTable places={placesUpTo(2_000)} chosen="place 1500" />);
    const box = screen.getByTestId('box');
    expect(box.scrollTop).toBeGreaterThan(1_400 * ROW_PX);
    await act(async () => {
      fireEvent.scroll(box);
    });
    expect(mountedRows()).toContain('place 1500');
  });

  it('is mounted whole while it is short, and so found and printed whole', () => {
    render(<LongTable places={placesUpTo(100)} />, { wrapper: Page });
    expect(mountedRows()).toHaveLength(100);
  });
});

describe('a long list', () => {
  it('carries 20,000 rows and keeps the heads of its groups', async () => {
    render(
      <div data-testid="box" style={{ overflowY: 'auto' }}>
        <ListRows label="places" rows={placesUpTo(20_000)} keyOf={keyOf} rowHeightPx={ROW_PX} isHead={isHead}>
          {(place, mark) => (
            <li key={place.id} {...mark}>
              {place.id}
            </li>
          )}
        </ListRows>
      </div>,
    );
    const box = screen.getByTestId('box');
    await act(async () => {
      box.scrollTop = 15_500 * ROW_PX;
      fireEvent.scroll(box);
    });
    const rows = screen.getAllByRole('listitem');
    expect(rows.length).toBeLessThan(60);
    expect(screen.getByText('place 15000').isConnected).toBe(true);
    const seen = screen.getByText('place 15505');
    expect([seen.getAttribute('aria-posinset'), seen.getAttribute('aria-setsize')]).toEqual(['15506', '20000']);
  });
});
