import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Note } from '../../components/note.tsx';
import { BriefSheet } from '../../features/briefs/brief-sheet.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { createFileName } from '../../lib/download.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { localName } from '../../lib/use-language.ts';
import { BriefFrame } from '../../components/brief-frame.tsx';
import { useBriefContent, type FetchedBrief } from './use-brief-content.ts';
import { BRIEF_VIEWS, useBriefMap, type BriefView } from './use-brief-map.ts';

/** The pages with their map, in the language of the provider around. */
function Sheet({
  brief,
  view,
  onDrawn,
}: {
  brief: FetchedBrief;
  view: BriefView;
  onDrawn: (isDrawn: boolean) => void;
}) {
  const { address, hasFailed } = useBriefMap(brief, view);
  const hasUnits = usePermission('live:view');
  const isDrawn = address !== null || hasFailed;
  useEffect(() => onDrawn(isDrawn), [isDrawn, onDrawn]);
  return <BriefSheet content={brief.content} mapAddress={address} hasMapFailed={hasFailed} hasUnits={hasUnits} />;
}

/** The coverage brief: two A4 pages. */
export default function BriefPreview({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [view, setView] = useState<BriefView>('screen');
  const [isDrawn, setIsDrawn] = useState(false);
  const brief = useBriefContent();
  const content = brief.data?.content;
  return (
    <BriefFrame
      heading={t('brief.heading')}
      nameFile={
        content && isDrawn
          ? (say, language) =>
              createFileName(
                [localName(content.city, language), say('brief.heading')],
                content.madeAtMs,
                content.timeZone,
                'pdf',
              ).replace(/\.pdf$/, '')
          : null
      }
      controls={
        <Choice
          label={t('brief.view')}
          value={view}
          onChange={setView}
          options={BRIEF_VIEWS.map((value) => ({ value, label: t(`brief.views.${value}`) }))}
        />
      }
      notice={
        <>
          {brief.error && (
            <Note
              tone="error"
              title={t('brief.failed')}
              text={errorText(t, brief.error)}
              action={{ label: t('common.retry'), onClick: () => void brief.refetch() }}
            />
          )}
          {!brief.data && !brief.error && <p role="status">{t('brief.preparing')}</p>}
        </>
      }
      onClose={onClose}
    >
      {brief.data && <Sheet brief={brief.data} view={view} onDrawn={setIsDrawn} />}
    </BriefFrame>
  );
}
