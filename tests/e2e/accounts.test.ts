import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { zhCN } from '../support/catalogues.ts';
import { productAddress } from '../support/product-address.ts';
import { openVisitor, waitForMap, type Visitor } from '../support/visitor.ts';

const address = productAddress();
const words = zhCN.accounts;
const PASSWORD = 'river lantern nine';
const labelled = (pattern: string, username: string): string => pattern.replace('{{username}}', username);

// One story: each step begins where the one before ended.
describe.skipIf(address === null)('an account', () => {
  let browser: Browser;
  let admin: Visitor;
  let analyst: Visitor;
  let link: string;

  beforeAll(async () => {
    browser = (await launchBrowser()) as Browser;
    admin = await openVisitor(browser, { address: String(address), username: 'admin' });
    analyst = await openVisitor(browser, { address: String(address) });
  });

  afterAll(async () => {
    await browser?.close();
  });

  it('is added by an administrator, who is given a link for its owner', async () => {
    const { page } = admin;
    await page.goto('/?l=');
    await waitForMap(page);
    await page.getByRole('button', { name: zhCN.topBar.person }).click();
    await page.getByRole('menuitem', { name: zhCN.topBar.accounts }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: words.add }).click();
    const username = dialog.getByLabel(zhCN.signIn.username);
    await username.fill('e2e-analyst');
    // Whoever types sees where, in every field of the library's.
    const look = await username.evaluate((field) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(field);
      return { outlineStyle, isThick: Number.parseFloat(outlineWidth) >= 2 };
    });
    expect(look).toEqual({ outlineStyle: 'solid', isThick: true });
    await dialog.getByLabel(words.nameZh).fill('分析室');
    await dialog.getByLabel(words.role).click();
    await page.getByRole('option', { name: new RegExp(`^${zhCN.role.analyst}`) }).click();
    await dialog.getByRole('button', { name: words.create }).click();
    link = await dialog.getByRole('textbox', { name: words.link }).inputValue();
    expect(new URL(link).pathname).toBe('/invitation');
    await dialog.getByRole('button', { name: zhCN.common.done }).click();
    await dialog.getByText(words.state.invited).waitFor();
  });

  it('is opened by the link: its owner chooses a password and is at the map', async () => {
    const { page } = analyst;
    await page.goto(link);
    await page.getByText(/e2e-analyst/).waitFor();
    const choose = async (password: string): Promise<void> => {
      await page.getByLabel(zhCN.signIn.password, { exact: true }).fill(password);
      await page.getByLabel(zhCN.setUp.repeat, { exact: true }).fill(password);
      await page.getByRole('button', { name: zhCN.invitation.submit }).click();
    };
    await choose('1234567890');
    await page.getByText(zhCN.errors['password-too-common']).waitFor();
    await choose(PASSWORD);
    await waitForMap(page);
    // The token is no longer in the address, nor would it open anything.
    expect(page.url()).not.toContain('token');
    const again = await analyst.context.newPage();
    await again.goto(link);
    await again.getByText(zhCN.errors['invitation-void']).waitFor();
    await again.close();
  });

  it('shows its owner where it is signed in', async () => {
    const { page } = analyst;
    await page.goto('/?l=');
    await waitForMap(page);
    await page.getByRole('button', { name: zhCN.topBar.person }).click();
    await page.getByRole('menuitem', { name: zhCN.topBar.ownAccount }).click();
    await page.getByRole('dialog').getByText(words.thisOne).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('is disabled, and whoever was signed in by it is out at once', async () => {
    const dialog = admin.page.getByRole('dialog');
    // What the list shows may be of before its owner came: refused then, and up to date afterwards.
    await dialog.getByRole('button', { name: zhCN.common.close }).click();
    await admin.page.getByRole('button', { name: zhCN.topBar.person }).click();
    await admin.page.getByRole('menuitem', { name: zhCN.topBar.accounts }).click();
    await dialog.getByLabel(words.find).fill('e2e-analyst');
    await dialog.getByText(words.signedIn.split('{{')[0]!).waitFor();
    await dialog.getByRole('button', { name: labelled(words.disable, 'e2e-analyst') }).click();
    await dialog.getByText(words.state.disabled).waitFor();
    await analyst.page.getByRole('button', { name: zhCN.signIn.submit }).waitFor();
    expect(admin.troubles).toEqual([]);
  });
});
