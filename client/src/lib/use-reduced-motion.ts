import { useMediaQuery } from '@mantine/hooks';

/** Whether the viewer's system asks for less motion. */
export function useReducedMotion(): boolean {
  return useMediaQuery('(prefers-reduced-motion: reduce)', false, { getInitialValueInEffect: false });
}
