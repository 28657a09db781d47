import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Choice } from '../../../client/src/components/choice.tsx';
import { DateField } from '../../../client/src/components/date-field.tsx';
import { Dialog } from '../../../client/src/components/dialog.tsx';
import { NumberField, SelectField } from '../../../client/src/components/field.tsx';
import { FittingNumberField } from '../../../client/src/components/fitting-number-field.tsx';
import { Menu } from '../../../client/src/components/menu.tsx';
import { ToolTabs } from '../../../client/src/components/tool-tabs.tsx';
import { liesOverRoom, takesKeys } from '../../../client/src/lib/takes-keys.ts';
import { Page } from '../../support/page.tsx';

const KINDS = [
  { value: 'theft', label: '盗窃' },
  { value: 'dispute', label: '纠纷' },
] as const;

describe('a dialog', () => {
  function Opener() {
    const [isOpen, setIsOpen] = useState(false);
    const [isNested, setIsNested] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setIsOpen(true)}>
          open
        </button>
        {isOpen && (
          <Dialog title="外层" width={400} onClose={() => setIsOpen(false)}>
            <button type="button" onClick={() => setIsNested(true)}>
              more
            </button>
            {isNested && (
              <Dialog title="内层" width={300} onClose={() => setIsNested(false)}>
                <input aria-label="名称" />
              </Dialog>
            )}
          </Dialog>
        )}
      </>
    );
  }

  it('closes on Esc, only the topmost, keeps the key from the room, and gives the focus back', async () => {
    const heard = vi.fn<(event: Event) => boolean>((event) => event.defaultPrevented);
    addEventListener('keydown', heard);
    render(<Opener />, { wrapper: Page });
    const opener = screen.getByText('open');
    opener.focus();
    fireEvent.click(opener);
    const outer = await screen.findByRole('dialog', { name: '外层' });
    fireEvent.click(screen.getByText('more'));
    const inner = await screen.findByRole('dialog', { name: '内层' });
    expect(takesKeys(inner)).toBe(true);

    fireEvent.keyDown(screen.getByLabelText('名称'), { key: 'Escape' });
    expect(screen.queryByRole('dialog', { name: '内层' })).toBeNull();
    expect(outer.isConnected).toBe(true);
    fireEvent.keyDown(outer, { key: 'Escape' });
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(opener));
    expect(heard.mock.results.map(({ value }) => value as boolean)).toEqual([true, true]);
    removeEventListener('keydown', heard);
  });
});

describe('a dialog whose content changes', () => {
  function Steps({ onClose }: { onClose: () => void }) {
    const [isDone, setIsDone] = useState(false);
    return (
      <Dialog title="步骤" width={300} onClose={onClose}>
        {isDone ? (
          <p>done</p>
        ) : (
          <button type="button" onClick={() => setIsDone(true)}>
            finish
          </button>
        )}
      </Dialog>
    );
  }

  it('keeps the focus when the button that had it goes, so that Esc closes it', async () => {
    const onClose = vi.fn<() => void>();
    render(<Steps onClose={onClose} />, { wrapper: Page });
    const button = await screen.findByText('finish');
    button.focus();
    fireEvent.click(button);
    const dialog = screen.getByRole('dialog', { name: '步骤' });
    await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('a field of options', () => {
  it('offers them by name, takes one, and has Esc before the dialog around it', async () => {
    const onChange = vi.fn<(value: unknown) => void>();
    const onClose = vi.fn<() => void>();
    render(
      <Dialog title="表单" width={400} onClose={onClose}>
        <SelectField label="类别" value="theft" options={KINDS} onChange={onChange} />
      </Dialog>,
      { wrapper: Page },
    );
    const field = await screen.findByRole<HTMLInputElement>('combobox', { name: '类别' });
    expect(field.value).toBe('盗窃');
    fireEvent.click(field);
    await screen.findByRole('option', { name: '纠纷' });
    expect(liesOverRoom(field)).toBe(true);
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledOnce();
    fireEvent.click(field);
    fireEvent.click(await screen.findByRole('option', { name: '纠纷' }));
    expect(onChange.mock.calls).toEqual([['dispute']]);
  });
});

describe('a field of many options', () => {
  it('selects what is chosen when it is entered, finds another by typing, and has the first match ready for Enter', async () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ value: `k${index}`, label: `第 ${index} 站` }));
    render(<SelectField label="站点" value="k3" options={many} onChange={() => undefined} />, { wrapper: Page });
    const field = await screen.findByRole<HTMLInputElement>('combobox', { name: '站点' });
    act(() => field.focus());
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, field.value.length]);
    // It has the focus: a change without it would be taken for the browser's own filling in.
    fireEvent.change(field, { target: { value: '1' } });
    await waitFor(() => expect(document.querySelector('[data-combobox-selected]')?.textContent).toBe('第 1 站'));
    expect(screen.queryByRole('option', { name: '第 3 站' })).toBeNull();
  });
});

describe('one of a few', () => {
  it('is a group of radios', () => {
    const onChange = vi.fn<(value: unknown) => void>();
    const { rerender } = render(<Choice label="排序" options={KINDS} value="theft" onChange={onChange} />, {
      wrapper: Page,
    });
    expect(screen.getByRole('radiogroup', { name: '排序' })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '盗窃' }).checked).toBe(true);
    fireEvent.click(screen.getByRole('radio', { name: '纠纷' }));
    expect(onChange.mock.calls).toEqual([['dispute']]);
    fireEvent.click(screen.getByRole('radio', { name: '盗窃' }));
    expect(onChange.mock.calls).toEqual([['dispute']]);
    // What opens a dialog opens it again.
    rerender(<Choice isRepeatable label="排序" options={KINDS} value="theft" onChange={onChange} />);
    fireEvent.click(screen.getByRole('radio', { name: '盗窃' }));
    expect(onChange.mock.calls).toEqual([['dispute'], ['theft']]);
    expect(takesKeys(screen.getByRole('radio', { name: '纠纷' }))).toBe(false);
  });
});

describe('a number', () => {
  const type = (field: HTMLInputElement, typed: string) => {
    fireEvent.change(field, { target: { value: typed } });
    return field.value;
  };

  it('stands as it is typed until it is left, says null for what is none, and may leave its bounds', () => {
    const onChange = vi.fn<(value: number | null) => void>();
    function Form() {
      const [value, setValue] = useState<number | null>(800);
      const change = (next: number | null) => {
        onChange(next);
        setValue(next);
      };
      return (
        <>
          <NumberField label="半径" unit="米" value={value} min={0} max={2000} onChange={change} />
          <button type="button" onClick={() => setValue(300)}>
            300
          </button>
        </>
      );
    }
    render(<Form />, { wrapper: Page });
    const field = screen.getByLabelText<HTMLInputElement>('半径');
    expect(['2.', '2.5', '0.', '0.0', '5000', ''].map((typed) => type(field, typed))).toEqual([
      '2.',
      '2.5',
      '0.',
      '0.0',
      '5000',
      '',
    ]);
    expect(onChange.mock.calls).toEqual([[2], [2.5], [0], [0], [5000], [null]]);
    type(field, '2.0');
    fireEvent.blur(field);
    expect(field.value).toBe('2');
    type(field, '7');
    fireEvent.click(screen.getByText('300'));
    expect(field.value).toBe('300');
  });

  it('that must fit keeps what does not, says so, and gives back the last that did', () => {
    const onChange = vi.fn<(value: number) => void>();
    function Form() {
      const [value, setValue] = useState(800);
      const change = (next: number) => {
        onChange(next);
        setValue(next);
      };
      return <FittingNumberField label="半径" unit="m" value={value} min={10} max={10_000} onChange={change} />;
    }
    render(<Form />, { wrapper: Page });
    const field = screen.getByLabelText<HTMLInputElement>('半径');
    expect(type(field, '5')).toBe('5');
    expect(screen.getByRole('alert').textContent).toBe('请填 10–10,000 之间的整数。');
    expect(type(field, '50')).toBe('50');
    expect(screen.queryByRole('alert')).toBeNull();
    for (const typed of ['50.5', '', '50000']) {
      expect(type(field, typed)).toBe(typed);
      expect(screen.getByRole('alert')).toBeTruthy();
    }
    fireEvent.blur(field);
    expect(field.value).toBe('50');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(onChange.mock.calls).toEqual([[50]]);
  });
});

describe('a day', () => {
  it('is typed, cleared, and picked from a calendar that opens in the city’s month and speaks Chinese', async () => {
    const onChange = vi.fn<(value: string) => void>();
    function Form() {
      const [value, setValue] = useState('');
      const change = (next: string) => {
        onChange(next);
        setValue(next);
      };
      return <DateField label="下次复核" value={value} today="2031-03-05" onChange={change} />;
    }
    render(<Form />, { wrapper: Page });
    const field = screen.getByLabelText('下次复核');
    fireEvent.focus(field);
    fireEvent.click(field);
    await screen.findByText('2031年3月');
    expect(document.querySelector('[aria-current=date]')?.textContent).toBe('5');
    fireEvent.click(screen.getByRole('button', { name: '下个月' }));
    expect(await screen.findByText('2031年4月')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '上个月' }));
    fireEvent.change(field, { target: { value: '2031-03-28' } });
    // Picked again, a day stays: clearing has its own button.
    fireEvent.click(screen.getByRole('button', { name: '2031-03-28' }));
    fireEvent.click(screen.getByRole('button', { name: '清除日期' }));
    expect(onChange.mock.calls).toEqual([['2031-03-28'], ['2031-03-28'], ['']]);
  });
});

describe('a menu', () => {
  // The DOM of these tests has no layer above all others.
  beforeAll(() => {
    HTMLElement.prototype.showPopover ??= () => undefined;
  });

  it('moves by arrows, Home and End, and gives the focus back on Esc', () => {
    const items = ['甲', '乙', '丙'].map((label) => ({ id: label, label, icon: null, onChoose: () => undefined }));
    render(<Menu label="导出" look="text" button="导出" items={items} />, { wrapper: Page });
    const button = screen.getByRole('button', { name: '导出' });
    fireEvent.click(button);
    const seen = ['ArrowDown', 'ArrowUp', 'ArrowUp', 'Home', 'End', 'ArrowDown'].map((key) => {
      fireEvent.keyDown(document.activeElement!, { key });
      return document.activeElement?.textContent;
    });
    expect(seen).toEqual(['乙', '甲', '丙', '甲', '丙', '甲']);
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(button);
  });
});

describe('tools', () => {
  it('show one at a time, by arrow keys too', async () => {
    const tabs = (['first', 'second'] as const).map((id) => ({
      id,
      icon: null,
      label: id,
      Tab: () => <p>{id} body</p>,
    }));
    function Tools() {
      const [open, setOpen] = useState<'first' | 'second'>('first');
      return <ToolTabs tabs={tabs} open={open} onOpen={setOpen} label="工具" />;
    }
    render(<Tools />, { wrapper: Page });
    await act(async () => undefined);
    const tab = screen.getByRole('tab', { name: 'first' });
    tab.focus();
    fireEvent.keyDown(tab, { key: 'ArrowRight' });
    expect(screen.getByRole('tab', { selected: true }).textContent).toBe('second');
    expect(screen.getByText('second body')).toBeTruthy();
    expect(screen.queryByText('first body')).toBeNull();
  });
});
