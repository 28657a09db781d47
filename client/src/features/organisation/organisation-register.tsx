import { Box, Group, Stack, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Fetching } from '../../components/fetching.tsx';
import { TextField } from '../../components/field.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { Note } from '../../components/note.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { ListRows, type ListRowPlace } from '../../components/virtual-rows.tsx';
import { useSession } from '../../entities/accounts/session.api.ts';
import { useAsOf } from '../../lib/as-of.store.ts';
import { formatNumber } from '../../lib/format.ts';
import { usePermissionStore } from '../../lib/permission.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { ExportOffices } from './export-offices.tsx';
import { OfficeDetail, type OfficeRights } from './office-detail.tsx';
import { OfficeForm } from './office-form.tsx';
import { buildOfficeTree, findOfficeRows, type OfficeRow } from './office-tree.ts';
import { branchOf, type Office, type OfficeKind, type OfficeRef } from './office.ts';
import { useOffices } from './organisation.api.ts';

/** Two lines and their padding. */
const ROW_HEIGHT_PX = 45;
const keyOf = ({ office: { kind, id } }: OfficeRow): string => `${kind}:${id}`;

interface OrganisationRegisterProps {
  /** The office that is chosen, here or on the map. */
  chosen: OfficeRef | null;
  onChoose: (office: OfficeRef | null) => void;
  /** Brings an office into sight on the map. */
  onShow: (office: Office) => void;
}

/** A form that is open: on an office, or for a new one. */
type Editing = { kind: OfficeKind; office: Office | null; branchId: number | null };

/** What the account may do with an office as it is now: who sees one branch only keeps what belongs to it, but neither founds nor ends branches. */
function useRights(): (office: Office) => OfficeRights {
  const isCityWide = usePermissionStore((store) => store.isCityWide);
  const ownId = useSession().data?.branchId ?? null;
  const isPast = useAsOf() !== null;
  return (office) => {
    const isOwn = !isPast && (isCityWide || branchOf(office) === ownId);
    return { mayEdit: isOwn, mayRemove: isOwn && (isCityWide || office.kind === 'station'), mayAddStation: isOwn };
  };
}

interface OfficeItemProps {
  row: OfficeRow;
  place: ListRowPlace;
  isChosen: boolean;
  onChoose: () => void;
  onToggle: () => void;
  /** Below the row: what is known of the chosen one. */
  children: ReactNode;
}

function OfficeItem({ row, place, isChosen, onChoose, onToggle, children }: OfficeItemProps) {
  const { office, isOpen, stationCount } = row;
  const { t } = useTranslation();
  const localName = useLocalName();
  const isBranch = office.kind === 'branch';
  const onKeyDown = (event: KeyboardEvent): void => {
    const opens = event.key === 'ArrowRight' && !isOpen;
    const folds = event.key === 'ArrowLeft' && isOpen;
    if (!isBranch || !(opens || folds)) return;
    event.preventDefault();
    onToggle();
  };
  return (
    <li {...place} data-kind={office.kind}>
      <ListRow as="div" current={isChosen} onKeyDown={onKeyDown}>
        {isBranch ? (
          <IconButton
            label={t(isOpen ? 'common.fold' : 'common.unfold', { name: localName(office.name) })}
            expanded={isOpen}
            disabled={stationCount === 0}
            onClick={onToggle}
          >
            {isOpen ? <IconChevronDown /> : <IconChevronRight />}
          </IconButton>
        ) : (
          <Box w="var(--lw-control)" flex="none" aria-hidden />
        )}
        <Box flex={1} miw={0}>
          <RowButton current={isChosen} onClick={onChoose}>
            {localName(office.name)}
            <small>{office.code}</small>
          </RowButton>
        </Box>
        {isBranch && (
          <Text size="xs" c="dimmed" className="lw-number" flex="none">
            {t('organisation.stationCount', { count: stationCount, number: formatNumber(stationCount) })}
          </Text>
        )}
      </ListRow>
      {children}
    </li>
  );
}

/** The register of branches and their stations: a tree that is searched as one types, and the form of what is changed. */
export function OrganisationRegister({ chosen, onChoose, onShow }: OrganisationRegisterProps) {
  const { t } = useTranslation();
  const asOf = useAsOf();
  const { offices, missing } = useOffices(asOf);
  const rightsOf = useRights();
  const isCityWide = usePermissionStore((store) => store.isCityWide);
  const ownId = useSession().data?.branchId ?? null;
  const [typed, setTyped] = useState('');
  const [openIds, setOpenIds] = useState<ReadonlySet<number>>(new Set());
  const [editing, setEditing] = useState<Editing | null>(null);
  const searched = useDeferredValue(typed);
  const tree = useMemo(() => buildOfficeTree(offices ?? []), [offices]);
  const rows = useMemo(() => findOfficeRows(tree, searched, openIds), [tree, searched, openIds]);
  const office = chosen && offices?.find(({ kind, id }) => kind === chosen.kind && id === chosen.id);
  const chosenKey = chosen && `${chosen.kind}:${chosen.id}`;

  // What is chosen on the map stands in the tree: its branch opens, as does the only one there is, and an untouched form gives way.
  const onlyId = tree.length === 1 ? tree[0]!.office.id : null;
  const branchId = office?.kind === 'station' ? office.branchId : onlyId;
  useEffect(() => {
    if (branchId !== null) setOpenIds((before) => (before.has(branchId) ? before : new Set(before).add(branchId)));
  }, [branchId]);
  useEffect(() => setEditing(null), [chosenKey, asOf]);
  const isHidden = chosenKey !== null && !rows.some((row) => keyOf(row) === chosenKey);
  useEffect(() => {
    if (isHidden) setTyped('');
    // Once for each that is chosen: whoever types on is not disturbed.
  }, [chosenKey]); // oxlint-disable-line react-hooks/exhaustive-deps -- As it says.

  if (!offices) return <Fetching of={missing} failed={t('organisation.failed')} rows={8} />;
  if (editing)
    return (
      <OfficeForm
        key={editing.office ? `${editing.kind}:${editing.office.id}` : editing.kind}
        {...editing}
        onSaved={onChoose}
        onClose={() => setEditing(null)}
      />
    );
  const toggle = (id: number): void =>
    setOpenIds((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const add = (kind: OfficeKind, of: number | null): void => setEditing({ kind, office: null, branchId: of });
  const mayAdd = asOf === null;
  const stationCount = offices.filter(({ kind }) => kind === 'station').length;
  return (
    <>
      <Stack px={14} py="md" gap="sm">
        <Group align="flex-end" wrap="nowrap">
          <Box flex={1} miw={0}>
            <TextField label={t('organisation.find')} value={typed} onChange={setTyped} />
          </Box>
          <ExportOffices offices={offices} />
        </Group>
        <Group gap="sm" justify="space-between">
          <Text size="xs" c="dimmed" className="lw-number">
            {t('organisation.count', {
              branches: formatNumber(offices.length - stationCount),
              stations: formatNumber(stationCount),
            })}
          </Text>
          {mayAdd && (
            <Group gap="sm">
              {isCityWide && (
                <TextButton onClick={() => add('branch', null)}>
                  <IconPlus />
                  {t('organisation.add.branch')}
                </TextButton>
              )}
              {tree.length > 0 && (
                <TextButton onClick={() => add('station', isCityWide ? null : ownId)}>
                  <IconPlus />
                  {t('organisation.add.station')}
                </TextButton>
              )}
            </Group>
          )}
        </Group>
      </Stack>
      {tree.length === 0 ? (
        <Note
          title={t('organisation.none')}
          text={t(
            asOf !== null ? 'organisation.noneThen' : isCityWide ? 'organisation.noneText' : 'organisation.noneOwn',
          )}
          {...(mayAdd && isCityWide
            ? { action: { label: t('organisation.add.branch'), onClick: () => add('branch', null) } }
            : {})}
        />
      ) : rows.length === 0 ? (
        <Note
          title={t('organisation.noneFound')}
          text={t('organisation.noneFoundText')}
          action={{ label: t('organisation.showAll'), onClick: () => setTyped('') }}
        />
      ) : (
        <ListRows
          rows={rows}
          keyOf={keyOf}
          rowHeightPx={ROW_HEIGHT_PX}
          chosenKey={chosenKey}
          label={t('organisation.list')}
          openKey={chosenKey}
        >
          {(row, place) => {
            const isChosen = keyOf(row) === chosenKey;
            const { kind, id } = row.office;
            return (
              <OfficeItem
                key={keyOf(row)}
                row={row}
                place={place}
                isChosen={isChosen}
                onToggle={() => toggle(id)}
                onChoose={() => {
                  onChoose(isChosen ? null : { kind, id });
                  if (!isChosen) onShow(row.office);
                }}
              >
                {isChosen && (
                  <OfficeDetail
                    office={row.office}
                    rights={rightsOf(row.office)}
                    onEdit={() => setEditing({ kind, office: row.office, branchId: null })}
                    onAddStation={() => add('station', id)}
                    onRemoved={() => onChoose(null)}
                  />
                )}
              </OfficeItem>
            );
          }}
        </ListRows>
      )}
    </>
  );
}
