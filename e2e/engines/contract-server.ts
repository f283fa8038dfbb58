import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AuthServer, startAuthServer } from 'auth-server'
import { bundlePage } from '../harness/bundle-page.ts'
import { type ContractOptions, SESSIONS } from './page/contract-options.ts'

export interface ContractServer extends AuthServer {
  /** The address of the contract's page. */
  page(options?: ContractOptions): string
  /** A page of the same origin that has no session. */
  readonly elsewhere: string
  /** A page that shows the contract's page in a frame whose origin is opaque, so that storage is forbidden. */
  readonly framed: string
}

/** Only where pages are clients themselves may they stand in a frame of their own origin. */
const FRAMES_ITSELF = { name: 'frames-itself' }

/** The contract's page behind a session server and an OpenID Provider of its own. */
export async function startContractServer(): Promise<ContractServer> {
  const staticDir = await mkdtemp(path.join(tmpdir(), 'stillhere-contract-'))
  await writeFile(path.join(staticDir, 'page.js'), await bundlePage('e2e/engines/page/contract-page.tsx', 'iife'))
  await writeFile(path.join(staticDir, 'index.html'), html('<div id="root"></div><script src="/page.js"></script>'))
  await writeFile(path.join(staticDir, 'elsewhere.html'), html('<h1>Elsewhere</h1>'))
  const opaque = query({ backend: 'in-page', name: 'framed' })
  await writeFile(
    path.join(staticDir, 'framed.html'),
    html(`<iframe sandbox="allow-scripts" src="/${opaque}"></iframe><script src="/framed.js"></script>`),
  )
  await writeFile(path.join(staticDir, 'framed.js'), "addEventListener('message', ({ data }) => { globalThis.told = data })")
  const server = await startAuthServer({ staticDir, sessions: SESSIONS, publicClients: [FRAMES_ITSELF] })
  return {
    ...server,
    page: (options = {}) => `${server.appUrl}/${query(options)}`,
    elsewhere: `${server.appUrl}/elsewhere.html`,
    framed: `${server.appUrl}/framed.html`,
    close: async () => {
      await server.close()
      await rm(staticDir, { recursive: true, force: true })
    },
  }
}

function query(options: ContractOptions): string {
  return `?options=${encodeURIComponent(JSON.stringify(options))}`
}

function html(body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The contract</title><link rel="icon" href="data:,"></head><body>${body}</body></html>
`
}
