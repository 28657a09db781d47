/** Different words that are counted one by one; a column with more of them holds no kinds. */
const MAX_WORDS = 50_000;

/** Counts the words of a column over a whole file. Words beyond the first 50,000 different ones are counted together. */
export function createWordTally() {
  const counts = new Map<string, number>();
  let beyond = 0;
  return {
    add(word: string): void {
      const count = counts.get(word);
      if (count !== undefined) counts.set(word, count + 1);
      else if (counts.size < MAX_WORDS) counts.set(word, 1);
      else beyond++;
    },
    /** The most frequent words, and how many others and rows of theirs there are (at least so many words). */
    list(limit: number): { words: Array<{ word: string; count: number }>; moreWords: number; moreRows: number } {
      const all = [...counts]
        .map(([word, count]) => ({ word, count }))
        .toSorted((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1));
      return {
        words: all.slice(0, limit),
        moreWords: Math.max(0, all.length - limit),
        moreRows: all.slice(limit).reduce((sum, { count }) => sum + count, beyond),
      };
    },
  };
}

export type WordTally = ReturnType<typeof createWordTally>;
