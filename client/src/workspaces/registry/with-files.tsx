import { Group } from '@mantine/core';
import { IconTableImport } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileRegister } from '@liaowang/shared/schemas/register-file';
import { TextButton } from '../../components/text-button.tsx';
import { RegisterFileImport } from '../../features/register-files/register-file-import.tsx';
import { useUnsavedEntry } from '../../lib/use-entry-form.ts';
import { useAsOf } from '../../lib/as-of.store.ts';

interface WithFilesProps {
  /** Those that tables may be read into here. */
  registers: readonly FileRegister[];
  children: ReactNode;
}

/** A register, and instead of it the table that is read into it. A past day is read only. */
export function WithFiles({ registers, children }: WithFilesProps) {
  const { t } = useTranslation();
  const isPast = useAsOf() !== null;
  const [isImporting, setIsImporting] = useState(false);
  // What is written in a form is not thrown away unasked.
  const isUnsaved = useUnsavedEntry(({ isUnsaved: is }) => is);
  if (isImporting && !isPast) return <RegisterFileImport registers={registers} onClose={() => setIsImporting(false)} />;
  return (
    <>
      {!isPast && (
        <Group px={14} pt="md">
          <TextButton disabled={isUnsaved} onClick={() => setIsImporting(true)}>
            <IconTableImport />
            {t('registerFiles.open')}
          </TextButton>
        </Group>
      )}
      {children}
    </>
  );
}
