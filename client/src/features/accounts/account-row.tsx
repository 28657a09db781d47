import { IconDevices, IconLink, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ManagedAccount } from '@liaowang/shared/schemas/account';
import { IconButton } from '../../components/icon-button.tsx';
import { ManagedRow } from '../../components/managed-row.tsx';
import type { ListRowPlace } from '../../components/virtual-rows.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useMoment } from '../../lib/use-moment.ts';
import { useLocalName } from '../../lib/use-language.ts';

interface AccountRowProps {
  place: ListRowPlace;
  account: ManagedAccount;
  isOwn: boolean;
  isBusy: boolean;
  onEdit: () => void;
  onInvite: () => void;
  onSessions: () => void;
  onDisable: (isDisabled: boolean) => void;
  onRemove: () => void;
}

/** An account in the list, with what can be done about it. */
export function AccountRow({
  place,
  account,
  isOwn,
  isBusy,
  onEdit,
  onInvite,
  onSessions,
  onDisable,
  onRemove,
}: AccountRowProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const { username, displayName, role, branchId, state, signedInAt, invitationExpiresAt } = account;
  const moment = useMoment();
  const lastSeen = (): string => {
    if (invitationExpiresAt !== null) return t('accounts.linkUntil', { until: moment(invitationExpiresAt) });
    if (state === 'invited') return t('accounts.linkOver');
    return signedInAt === null ? t('accounts.neverSignedIn') : t('accounts.signedIn', { at: moment(signedInAt) });
  };
  const about = [username, t(`role.${role}`), branchId !== null && branchName(branchId), lastSeen()];
  const isDisabled = state === 'disabled';
  return (
    <ManagedRow
      place={place}
      name={localName(displayName)}
      about={about.filter(Boolean).join(' · ')}
      buttons={
        <>
          {isOwn && <StatusTag tone="good">{t('accounts.you')}</StatusTag>}
          {state !== 'active' && (
            <StatusTag tone={isDisabled ? 'quiet' : 'warn'}>{t(`accounts.state.${state}`)}</StatusTag>
          )}
          <IconButton label={t('accounts.sessionsOf', { username })} disabled={isBusy} onClick={onSessions}>
            <IconDevices />
          </IconButton>
          {!isDisabled && (
            <IconButton label={t('accounts.invite', { username })} disabled={isBusy} onClick={onInvite}>
              <IconLink />
            </IconButton>
          )}
          {!isOwn && (
            <IconButton
              label={t(isDisabled ? 'accounts.enable' : 'accounts.disable', { username })}
              disabled={isBusy}
              onClick={() => onDisable(!isDisabled)}
            >
              {isDisabled ? <IconLockOpen /> : <IconLock />}
            </IconButton>
          )}
        </>
      }
      edit={isBusy ? undefined : { label: t('accounts.edit', { username }), onClick: onEdit }}
      remove={
        account.isUsed
          ? undefined
          : { label: t('accounts.remove', { username }), sureLabel: t('accounts.removeNow'), isBusy, onClick: onRemove }
      }
    />
  );
}
