import type { Permission } from '@liaowang/shared/contract/permissions';
import type { ComponentType, ReactNode } from 'react';
import type { LinkParameter } from '../lib/link-parameters.ts';

/** A panel as a phone shows it: a sheet over the lower half of the map. */
export interface WorkspaceSheet {
  id: string;
  icon: ReactNode;
  label: string;
  body: ReactNode;
}

/** What a workspace puts around the map. The shell arranges it, beside what all workspaces have, as the screen has room. */
export interface WorkspacePanels {
  /** On a map's desk it takes the place of the panel of layers, which then is one click away. */
  left?: ReactNode;
  right: ReactNode;
  /** Small things over the bottom panel. */
  above?: ReactNode;
  bottom: ReactNode;
  /** On a wall, where nothing is operated. */
  wall: { left?: ReactNode; right: ReactNode; bottom?: ReactNode };
  /** On a phone, one at a time; `map` is the map alone. */
  sheets: readonly WorkspaceSheet[];
  firstSheet: string;
  /** The sheet that was called for elsewhere, as by a key; null = none. */
  calledSheet?: string | null;
}

export interface WorkspaceProps {
  renderPanels: (panels: WorkspacePanels) => ReactNode;
  /** For a workspace whose code does not come: one can still go to another. */
  renderMissing: (note: ReactNode) => ReactNode;
  /** Opens the dialog of accounts. */
  openAccounts: () => void;
}

/** A screen over the one map. */
export interface Workspace {
  /** In texts (`workspace.<id>`) and settings. */
  id: string;
  /** One segment; `/` for the one that opens first. */
  path: string;
  /** What an account must be allowed to go there; null = nothing. */
  permission: Permission | null;
  /** `map`: narrow panels and the panel of layers; `tables`: wide panels, the layers one click away. */
  arrangement: 'map' | 'tables';
  /** Layers that are on for somebody who never chose. */
  layers: readonly string[];
  link: readonly LinkParameter[];
  Room: ComponentType<WorkspaceProps>;
}
