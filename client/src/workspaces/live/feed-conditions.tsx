import { useTranslation } from 'react-i18next';
import { SelectField, TextField, Toggles } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCategoryOptions } from '../../entities/incidents/category-names.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useBranches } from '../../entities/places/places.api.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { NO_CONDITIONS, countConditions } from './feed-filter.ts';
import styles from './feed-panel.module.css';
import { useFeedStore } from './feed.store.ts';

const ALL = 'all';
const toId = (option: string): number | null => (option === ALL ? null : Number(option));

/** What the feed is narrowed to, beside its kinds. */
export default function FeedConditionFields() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const categories = useCategoryOptions();
  const branches = useBranches().data ?? [];
  const keyAreas = useKeyAreas().data ?? [];
  const feed = useFeedStore();
  const all = { value: ALL, label: t('feed.any') };
  return (
    <div className={styles.conditions}>
      <TextField label={t('feed.words')} value={feed.text} onChange={(text) => feed.change({ text })} />
      <Toggles
        label={t('feed.state')}
        options={[{ value: 'waiting', label: t('feed.waiting') }]}
        value={feed.isWaiting ? ['waiting'] : []}
        onChange={(states) => feed.change({ isWaiting: states.length > 0 })}
      />
      <SelectField
        label={t('feed.category')}
        value={feed.category ?? ALL}
        options={[all, ...categories]}
        onChange={(option) => feed.change({ category: option === ALL ? null : option })}
      />
      <SelectField
        label={t('feed.branch')}
        value={String(feed.branchId ?? ALL)}
        options={[all, ...branches.map(({ id, name }) => ({ value: String(id), label: localName(name) }))]}
        onChange={(option) => feed.change({ branchId: toId(option) })}
      />
      <SelectField
        label={t('feed.area')}
        value={String(feed.keyAreaId ?? ALL)}
        options={[all, ...keyAreas.map(({ id, name }) => ({ value: String(id), label: localName(name) }))]}
        onChange={(option) => feed.change({ keyAreaId: toId(option) })}
      />
      {countConditions(feed) > 0 && (
        <TextButton onClick={() => feed.change(NO_CONDITIONS)}>{t('feed.clearConditions')}</TextButton>
      )}
    </div>
  );
}
