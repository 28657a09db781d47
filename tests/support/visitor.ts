import type { Browser, BrowserContext, Page } from 'playwright-core';
import { zhCN } from './catalogues.ts';

/** Software rendering on two shared cores is slow, but it must get there. */
export const PATIENCE_MS = 90_000;
const DEMO_PASSWORD = 'liaowang-demo';

/** Somebody at a browser of their own: cookies and settings are shared with nobody. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What went wrong on their pages: exceptions, and console errors (a blocked script, say). */
  troubles: string[];
}

export interface VisitorOptions {
  address: string;
  /** An account, signed in already; absent: nobody yet. */
  username?: string;
  /** That of the demo's accounts unless told otherwise. */
  password?: string;
  viewport?: { width: number; height: number };
  isTouch?: boolean;
}

/** The browser's own note on an answer of 4xx or 5xx. Pages ask for some on purpose: whether anybody is signed in, for one. */
const REFUSED_REQUEST = /^Failed to load resource: the server responded with a status of/;

/** Opens a window; its addresses are relative to the product's. */
export async function openVisitor(
  browser: Browser,
  {
    address,
    username,
    password = DEMO_PASSWORD,
    viewport = { width: 1280, height: 720 },
    isTouch = false,
  }: VisitorOptions,
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: address,
    viewport,
    hasTouch: isTouch,
    locale: 'zh-CN',
    colorScheme: 'dark',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const troubles: string[] = [];
  context.on('weberror', (error) => troubles.push(error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED_REQUEST.test(message.text())) troubles.push(message.text());
  });
  if (username !== undefined) {
    const answer = await context.request.post('/api/v1/session', { data: { username, password } });
    if (!answer.ok()) throw new Error(`${username} cannot sign in: ${answer.status()}`);
  }
  return { context, page: await context.newPage(), troubles };
}

/** Body of a GET as this visitor. @throws Error when it is refused */
export async function getFacts<T>(visitor: Visitor, path: string): Promise<T> {
  const answer = await visitor.context.request.get(path);
  if (!answer.ok()) throw new Error(`GET ${path}: ${answer.status()}`);
  return (await answer.json()) as T;
}

/** Waits until the map is drawn, not only its frame. The page must be in Chinese. */
export async function waitForMap(page: Page): Promise<void> {
  await page.getByRole('application', { name: zhCN.map.label }).waitFor();
  await page.getByText(zhCN.map.loading).waitFor({ state: 'detached' });
}

/** Longitude, latitude and zoom in the page's address; NaN where it does not say. */
export function readCamera(page: Page): { lng: number; lat: number; zoom: number } {
  const [lng = Number.NaN, lat = Number.NaN, zoom = Number.NaN] = (new URL(page.url()).searchParams.get('c') ?? '')
    .split(',')
    .filter(Boolean)
    .map(Number);
  return { lng, lat, zoom };
}
