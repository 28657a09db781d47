import { Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { TextButton } from './text-button.tsx';

/** How long something can be taken back with one click. */
const UNDO_MS = 10_000;

/** Says what was done, with a button that takes it back. */
export function showUndoNotice({
  message,
  label,
  onUndo,
}: {
  message: string;
  label: string;
  onUndo: () => void;
}): void {
  const id = notifications.show({
    autoClose: UNDO_MS,
    message: (
      <Group component="span" gap="xl" justify="space-between" wrap="nowrap">
        {message}
        <TextButton
          tone="primary"
          onClick={() => {
            notifications.hide(id);
            onUndo();
          }}
        >
          {label}
        </TextButton>
      </Group>
    ),
  });
}
