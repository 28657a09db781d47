import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where distributions and vendors put Chrome and Chromium. */
const SYSTEM_BROWSERS = [
  process.env['CHROME_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** WebGL2 in software, the page around it put together without it (half the work); nothing that looks for the network at start. */
const FLAGS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The system's Chrome or Chromium, else the one of @sparticuz/chromium (Linux x64). Null where neither starts. */
export async function launchBrowser(): Promise<Browser | null> {
  const system = SYSTEM_BROWSERS.find((path) => path !== '' && existsSync(path));
  try {
    if (system !== undefined) return await chromium.launch({ executablePath: system, args: FLAGS });
    const { default: packaged } = await import('@sparticuz/chromium');
    return await chromium.launch({ executablePath: await packaged.executablePath(), args: FLAGS });
  } catch {
    return null;
  }
}

/** What to tell where no browser starts. */
export const NO_BROWSER =
  'Browser tests skipped: no Chrome or Chromium starts. Install one, e.g. `sudo apt-get install chromium fonts-noto-cjk`.';
