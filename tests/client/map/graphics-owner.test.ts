import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { GRAPHICS_RECOVERY, createGraphicsOwner, type GraphicsState } from '../../../client/src/map/graphics-owner.ts';

/** A browser's graphics: `grants` says whether the next map gets any. */
function createScreen() {
  const screen = {
    grants: true,
    isHidden: false,
    opened: 0,
    closed: 0,
    states: [] as GraphicsState[],
    /** Loses the context of the newest map. */
    lose: () => undefined as void,
  };
  const owner = () =>
    createGraphicsOwner({
      open(onLost) {
        if (!screen.grants) throw new Error('no WebGL');
        screen.opened += 1;
        screen.lose = onLost;
        return () => (screen.closed += 1);
      },
      onState: (state) => screen.states.push(state),
      isHidden: () => screen.isHidden,
    });
  return { screen, owner };
}

const ALL_TRIES_MS = GRAPHICS_RECOVERY.retryMs.reduce((sum, ms) => sum + ms, 0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('createGraphicsOwner', () => {
  it('takes a map without graphics away at once and makes it anew within some seconds', () => {
    const { screen, owner } = createScreen();
    owner();
    screen.lose();
    expect(screen).toMatchObject({ opened: 1, closed: 1, states: ['drawn', 'lost'] });
    vi.advanceTimersByTime(GRAPHICS_RECOVERY.retryMs[0]);
    expect(screen).toMatchObject({ opened: 2, closed: 1, states: ['drawn', 'lost', 'drawn'] });
  });

  it('hears one loss of a map once: both canvases tell of it, the second perhaps after the next map is there', () => {
    const { screen, owner } = createScreen();
    owner();
    const loseFirst = screen.lose;
    loseFirst();
    loseFirst();
    vi.advanceTimersByTime(GRAPHICS_RECOVERY.retryMs[0]);
    loseFirst();
    expect(screen).toMatchObject({ opened: 2, closed: 1, states: ['drawn', 'lost', 'drawn'] });
  });

  it('tries ever more slowly while none is granted, gives up after the last try, and tries again when somebody asks', () => {
    const { screen, owner } = createScreen();
    const graphics = owner();
    screen.grants = false;
    screen.lose();
    vi.advanceTimersByTime(ALL_TRIES_MS * 10);
    expect(screen.states).toEqual(['drawn', ...GRAPHICS_RECOVERY.retryMs.map(() => 'lost'), 'gone']);
    screen.grants = true;
    graphics.reload();
    expect(screen.states.at(-1)).toBe('drawn');
    screen.lose();
    expect(screen.states.at(-1)).toBe('lost');
  });

  it('does not flicker for ever: a map that is lost again and again is given up, one that stood for a while begins anew', () => {
    const { screen, owner } = createScreen();
    owner();
    for (const delayMs of GRAPHICS_RECOVERY.retryMs) {
      screen.lose();
      vi.advanceTimersByTime(delayMs);
    }
    expect(screen.states.at(-1)).toBe('drawn');
    screen.lose();
    expect(screen.states.at(-1)).toBe('gone');

    const steady = createScreen();
    steady.owner();
    for (let loss = 0; loss < 10; loss++) {
      vi.advanceTimersByTime(GRAPHICS_RECOVERY.steadyMs + 1);
      steady.screen.lose();
      vi.advanceTimersByTime(GRAPHICS_RECOVERY.retryMs[0]);
    }
    expect(steady.screen.states.at(-1)).toBe('drawn');
  });

  it('says at once when a browser gives none at the start, and opens when it does', () => {
    const { screen, owner } = createScreen();
    screen.grants = false;
    const graphics = owner();
    expect(screen.states).toEqual(['gone']);
    screen.grants = true;
    graphics.reload();
    expect(screen.states).toEqual(['gone', 'drawn']);
  });

  it('waits for a hidden page to be seen', () => {
    const { screen, owner } = createScreen();
    const graphics = owner();
    screen.isHidden = true;
    screen.lose();
    vi.advanceTimersByTime(3_600_000);
    expect(screen.opened).toBe(1);
    graphics.wake();
    expect(screen.opened).toBe(1);
    screen.isHidden = false;
    graphics.wake();
    expect(screen).toMatchObject({ opened: 2, states: ['drawn', 'lost', 'drawn'] });
    graphics.wake();
    expect(screen.opened).toBe(2);
  });

  it('stops for good: nothing is made after it, whatever was on its way', () => {
    const { screen, owner } = createScreen();
    const graphics = owner();
    screen.lose();
    graphics.stop();
    vi.advanceTimersByTime(3_600_000);
    expect(screen).toMatchObject({ opened: 1, closed: 1 });
  });
});
