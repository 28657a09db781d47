import {
  IconBackpack,
  IconCar,
  IconDots,
  IconFlame,
  IconLifebuoy,
  IconMessages,
  IconMotorbike,
  IconPhoneOff,
  IconUserExclamation,
  IconVolume,
  type Icon,
} from '@tabler/icons-react';
import type { IncidentCategory } from '@liaowang/shared/schemas/incident';

/** Of each category; apart from the marks, which the map does not wait for. */
export const CATEGORY_ICONS: Record<IncidentCategory, Icon> = {
  dispute: IconMessages,
  theft: IconUserExclamation,
  'vehicle-theft': IconMotorbike,
  traffic: IconCar,
  'lost-property': IconBackpack,
  help: IconLifebuoy,
  fraud: IconPhoneOff,
  noise: IconVolume,
  'fire-hazard': IconFlame,
  other: IconDots,
};
