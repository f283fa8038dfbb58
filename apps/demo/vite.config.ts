import react from '@vitejs/plugin-react'
import { createLogger, defineConfig, type Logger, type Plugin, type ProxyOptions } from 'vite'

/** What the app server answers; everything else is the demo's own page. */
const SERVED = '^/(?:[a-z0-9-]+/)?(?:x[0-9]+/)?(?:session|api)(?:/|$)|^/(?:faults|counts)(?:[/?]|$)'

/** Nothing but the page's own files and answers: no inline script, no inline style, no worker, no HTML made from text. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
].join('; ')

/** A meta element, so that the built page is strict wherever it is served. Vite's dev server injects scripts and styles and goes without. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'demo:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  }
}

/** The host name stays the browser's, so that cookies and the check of the origin are those of the page. */
function proxyTo(target: string | undefined): Record<string, ProxyOptions> {
  return target === undefined ? {} : { [SERVED]: { target, changeOrigin: false } }
}

/** A connection that the fault switch breaks is no news: the browser is told by a status. */
function withoutBrokenConnections(logger: Logger): Logger {
  return {
    ...logger,
    error: (message, options) => {
      if (!message.includes('http proxy error')) logger.error(message, options)
    },
  }
}

const proxy = proxyTo(process.env['DEMO_APP_SERVER'])

export default defineConfig({
  plugins: [react(), contentSecurityPolicy()],
  resolve: { conditions: ['@stillhere/source', 'module', 'browser', 'development|production'] },
  customLogger: withoutBrokenConnections(createLogger('warn', { allowClearScreen: false })),
  server: { host: '127.0.0.1', proxy, warmup: { clientFiles: ['./src/main.tsx'] } },
  preview: { host: '127.0.0.1', proxy },
  build: { target: 'es2023' },
})
