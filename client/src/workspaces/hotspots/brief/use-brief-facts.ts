import { useState } from 'react';
import type { Role } from '@liaowang/shared/schemas/account';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { useInstallation, useSession } from '../../../entities/accounts/session.api.ts';
import { serverNowMs } from '../../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../../lib/time-zone.store.ts';

/** Who made a brief, where and when. */
export interface BriefFacts {
  madeAtMs: number;
  timeZone: string;
  city: LocalizedName;
  association: LocalizedName;
  role: Role;
  isDemo: boolean;
}

/** As of when the brief was opened; null until it is known. */
export function useBriefFacts(): BriefFacts | null {
  const [madeAtMs] = useState(() => serverNowMs());
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const installation = useInstallation().data;
  const session = useSession().data;
  if (!installation || !session) return null;
  return {
    madeAtMs,
    timeZone,
    city: installation.jurisdictionName,
    association: installation.associationName,
    role: session.role,
    isDemo: installation.demo,
  };
}
