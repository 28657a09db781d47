import { IconHash, IconList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceProps } from '../../components/workspace.ts';
import { FeedPanel } from './feed-panel.tsx';
import { FiguresStrip } from './figures-strip.tsx';
import { JumpChips } from './jump-chips.tsx';

/** The live workspace. */
export function LiveRoom({ renderPanels }: WorkspaceProps) {
  const { t } = useTranslation();
  return renderPanels({
    right: <FeedPanel />,
    above: <JumpChips />,
    bottom: <FiguresStrip />,
    wall: { right: <FeedPanel foldable={false} />, bottom: <FiguresStrip /> },
    firstSheet: 'map',
    sheets: [
      { id: 'feed', icon: <IconList />, label: t('phone.feed'), body: <FeedPanel foldable={false} /> },
      { id: 'figures', icon: <IconHash />, label: t('phone.figures'), body: <FiguresStrip /> },
    ],
  });
}
