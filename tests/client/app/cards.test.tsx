import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { SelectedUnit } from '../../../client/src/app/cards.tsx';
import { usePermissionStore } from '../../../client/src/lib/permission.store.ts';
import { Page } from '../../support/page.tsx';

afterEach(() => usePermissionStore.setState({ permissions: new Set() }));

it('a link to a unit says why there is nothing, to who sees no live positions', () => {
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES.volunteer.permissions) });
  render(
    <Page>
      <SelectedUnit id={7} onCopyLink={() => {}} onClose={() => {}} />
    </Page>,
  );
  expect(screen.getByText('这个账号看不到实时位置')).toBeTruthy();
});
