import { notifications } from '@mantine/notifications';

/** Puts a text where it can be pasted, and says so, or what to do where the browser does not allow it. */
export function copyText(text: string, said: { done: string; refused: string }): void {
  // Absent without https, except on localhost.
  const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
  copied.then(
    () => notifications.show({ message: said.done, autoClose: 2_500 }),
    () => notifications.show({ message: said.refused, color: 'yellow' }),
  );
}
