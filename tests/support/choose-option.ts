import type { Locator } from 'playwright-core';

/** Opens a field that offers options and takes the one with that text. */
export async function chooseOption(field: Locator, option: string | RegExp): Promise<void> {
  await field.click();
  await field.page().getByRole('option', { name: option, exact: true }).click();
}
