import { create } from 'zustand';
import { linkParametersOf, matching, parseId } from '../../lib/link-parameters.ts';
import { FEED_FILTERS, type FeedFilter } from './feed-entries.ts';
import { NO_CONDITIONS, type FeedConditions } from './feed-filter.ts';

/** Longer words are no search, and would make a link that nobody can send. */
const MOST_CHARACTERS = 80;

interface FeedState extends FeedConditions {
  filter: FeedFilter;
  change: (part: Partial<FeedConditions & { filter: FeedFilter }>) => void;
}

/** What the feed is narrowed to. */
export const useFeedStore = create<FeedState>()((set) => ({
  filter: 'all',
  ...NO_CONDITIONS,
  change: (part) => set(part),
}));

/** Kinds (`feed`), category, waiting ones alone, branch, key area and words of the feed. */
export const FEED_LINK = linkParametersOf(useFeedStore, {
  feed: {
    parse: (text) => ({ filter: FEED_FILTERS.find((filter) => filter === text) ?? 'all' }),
    format: ({ filter }) => (filter === 'all' ? null : filter),
  },
  'feed-category': {
    parse: (text) => ({ category: matching(text, /^[a-z0-9-]{1,40}$/) }),
    format: ({ category }) => category,
  },
  'feed-waiting': {
    parse: (text) => ({ isWaiting: text === '1' }),
    format: ({ isWaiting }) => (isWaiting ? 1 : null),
  },
  'feed-branch': { parse: (text) => ({ branchId: parseId(text) }), format: ({ branchId }) => branchId },
  'feed-area': { parse: (text) => ({ keyAreaId: parseId(text) }), format: ({ keyAreaId }) => keyAreaId },
  'feed-text': {
    parse: (text) => ({ text: [...(text ?? '')].slice(0, MOST_CHARACTERS).join('') }),
    format: ({ text }) => (text.trim() === '' ? null : encodeURIComponent(text.trim())),
  },
});
