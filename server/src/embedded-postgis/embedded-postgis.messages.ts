/** What the database process is doing before it can be used; `creating` happens once and takes some 15 s. */
export type EmbeddedPostgisStage = 'creating' | 'opening' | 'ready' | 'restarting';

/** From the server to its database process. */
export type ToEmbeddedPostgis =
  | { readonly type: 'start'; readonly dataDirectory: string; readonly port: number; readonly password: string }
  | { readonly type: 'stop' };

/** From the database process to its server. */
export type FromEmbeddedPostgis =
  | { readonly type: 'progress'; readonly stage: EmbeddedPostgisStage }
  | { readonly type: 'ready'; readonly port: number; readonly password: string }
  | { readonly type: 'failed'; readonly message: string };
