import { Stack, Text } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useDropzone } from 'react-dropzone';
import styles from './file-drop.module.css';
import { TextButton } from './text-button.tsx';

interface FileDropProps {
  /** Names the button and the field. */
  label: string;
  /** What may be dropped, how large. */
  hint: ReactNode;
  /** Before the button, e.g. "drop a file here, or"; another one while something is held over it. */
  text?: string;
  overText?: string;
  /** Endings that the browser's picker offers. */
  endings: string;
  multiple?: boolean;
  disabled?: boolean;
  /** Of the button: `plain` where another one is what comes next. */
  tone?: 'primary' | 'plain';
  /** Stands in the box instead of the button, e.g. how far a file has come. */
  busy?: ReactNode;
  /** Whoever takes them says why one is refused: a drop and a choice are judged alike. */
  onFiles: (files: File[]) => void;
  /** What else a file may be dropped onto. */
  children?: ReactNode;
}

/** Takes files by choosing, dropping or pasting. */
export function FileDrop({
  label,
  hint,
  text,
  overText,
  endings,
  multiple = false,
  disabled = false,
  tone = 'primary',
  busy,
  onFiles,
  children,
}: FileDropProps) {
  // No limits of the library's: its refusals would be a second set of sentences beside ours.
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    multiple,
    disabled: disabled || busy !== undefined,
    noClick: true,
    noKeyboard: true,
    onDrop: (taken, refused) => {
      // Several where one is asked for: the first is taken, as by the browser's own picker.
      const files = [...taken, ...refused.map(({ file }) => file)];
      if (files.length > 0) onFiles(multiple ? files : files.slice(0, 1));
    },
  });
  return (
    <div {...getRootProps({ role: undefined, tabIndex: undefined, className: styles.area })}>
      <Stack align="center" ta="center" miw={0} className={styles.box} data-over={isDragActive || undefined}>
        {busy ?? (
          <>
            <IconFileUpload color="var(--lw-soft)" aria-hidden />
            {text && <Text>{isDragActive ? (overText ?? text) : text}</Text>}
            <TextButton tone={tone} disabled={disabled} onClick={open}>
              {label}
            </TextButton>
            <Text size="xs" c="dimmed">
              {hint}
            </Text>
          </>
        )}
        <input {...getInputProps({ accept: endings, 'aria-label': label, style: { display: 'none' } })} />
      </Stack>
      {children}
    </div>
  );
}
