import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { resolveVariables, theme } from '../../client/src/app/theme.ts';
import { queryClient } from '../../client/src/lib/query-client.ts';

/** What stands around every component of the page. */
export function Page({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} env="test">
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </MantineProvider>
  );
}

export interface PageRequest {
  method: string;
  path: string;
  body: string;
  /** What it says in `If-Match`; null = nothing. */
  version: string | null;
}

/** A server that the page under test asks by relative addresses. */
export interface PageServer {
  requests: PageRequest[];
  /** Answers from now on with a status and a body, or once a promise of them resolves. */
  answer: (request: PageRequest) => { status: number; body: unknown } | Promise<{ status: number; body: unknown }>;
  close(): Promise<void>;
}

/** Serves the page's requests at a port of its own; 404 until a test says otherwise. */
export async function openPageServer(): Promise<PageServer> {
  const page: PageServer = {
    requests: [],
    answer: () => ({ status: 404, body: refusal('not-found') }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  const server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        body,
        version: incoming.headers['if-match'] ?? null,
      };
      page.requests.push(request);
      void Promise.resolve(page.answer(request)).then((answer) =>
        outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body)),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } };
  happyDOM.setURL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return page;
}

/** The body of a refusal. */
export const refusal = (code: string) => ({ error: { code, field: null, reason: 'No.' }, requestId: 'r' });
