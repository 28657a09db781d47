import { Box, Group, Text } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IncidentCategoryNode } from '@liaowang/shared/schemas/incident-category';
import { IconButton } from '../../components/icon-button.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { useCategoryName, useCategoryNames } from '../../entities/incidents/category-names.ts';
import { formatNumber } from '../../lib/format.ts';
import { useCategoryCounts } from './category-changes.api.ts';
import { CategoryEditor } from './category-editor.tsx';

/** What is open: a new kind below a node, or a node itself. */
type Opened = { kind: 'new'; parentId: string } | { kind: 'edit'; categoryId: string };

/** Incidents of a node and of all that is below it. */
function sumBelow(
  nodes: readonly IncidentCategoryNode[],
  counts: ReadonlyMap<string, number>,
  categoryId: string,
): number {
  return nodes
    .filter(({ parentId }) => parentId === categoryId)
    .reduce((sum, node) => sum + sumBelow(nodes, counts, node.categoryId), counts.get(categoryId) ?? 0);
}

interface TreeRow {
  node: IncidentCategoryNode;
  level: number;
}

const keyOf = ({ node }: TreeRow): string => node.categoryId;

/** The nodes in the order of the tree, each with its level. */
function listTree(nodes: readonly IncidentCategoryNode[], parentId: string | null = null, level = 0): TreeRow[] {
  return nodes
    .filter((node) => node.parentId === parentId)
    .flatMap((node) => [{ node, level }, ...listTree(nodes, node.categoryId, level + 1)]);
}

/** The city's categories as a tree: how many incidents each has, what files call it, and how it is changed. */
export function CategoryManager() {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const nodes = useCategoryNames((names) => names.nodes);
  const counts = new Map(useCategoryCounts().data?.map(({ categoryId, incidentCount }) => [categoryId, incidentCount]));
  const [opened, setOpened] = useState<Opened | null>(null);
  const tree = useMemo(() => listTree(nodes), [nodes]);
  const close = (): void => setOpened(null);
  return (
    <Box component="details" className="lw-ruled" px={14} pt={10} pb="lg">
      <Text component="summary" fw={500}>
        {t('categories.title')}
      </Text>
      <Text size="xs" c="dimmed" lh="md" my="sm">
        {t(nodes.some(({ parentId }) => parentId !== null) ? 'categories.lead' : 'categories.none')}
      </Text>
      <ListRows
        rows={tree}
        keyOf={keyOf}
        rowHeightPx={31}
        openKey={opened && (opened.kind === 'edit' ? opened.categoryId : opened.parentId)}
      >
        {({ node, level }, place) => {
          const { categoryId, words } = node;
          const name = nameOf(categoryId);
          const count = counts.get(categoryId) ?? 0;
          return (
            <li key={categoryId} {...place} className="lw-ruled">
              <Group gap="sm" wrap="nowrap" mih={30} pl={level * 14}>
                <Text
                  component="span"
                  truncate
                  inherit
                  c={level === 0 ? 'dimmed' : 'var(--lw-ink)'}
                  flex="0 1 auto"
                  miw={0}
                >
                  {name}
                </Text>
                {words.length > 0 && (
                  <Text component="span" truncate size="xs" c="dimmed" miw={0} flex="0 1 auto" title={words.join('\n')}>
                    {words.join(' · ')}
                  </Text>
                )}
                <Text component="span" size="xs" c="dimmed" ml="auto">
                  {formatNumber(sumBelow(nodes, counts, categoryId))}
                </Text>
                <IconButton
                  label={t('categories.edit', { name })}
                  onClick={() => setOpened({ kind: 'edit', categoryId })}
                >
                  <IconPencil />
                </IconButton>
                <IconButton
                  label={t('categories.add', { name })}
                  onClick={() => setOpened({ kind: 'new', parentId: categoryId })}
                >
                  <IconPlus />
                </IconButton>
              </Group>
              <Box pl={level * 14}>
                {opened?.kind === 'edit' && opened.categoryId === categoryId && (
                  <CategoryEditor
                    key={categoryId}
                    node={node}
                    parentId={node.parentId}
                    incidentCount={count}
                    onClose={close}
                  />
                )}
                {opened?.kind === 'new' && opened.parentId === categoryId && (
                  <CategoryEditor
                    key={`${categoryId} new`}
                    node={null}
                    parentId={categoryId}
                    incidentCount={0}
                    onClose={close}
                  />
                )}
              </Box>
            </li>
          );
        }}
      </ListRows>
    </Box>
  );
}
