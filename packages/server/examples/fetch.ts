import { createSessionServer } from '@stillhere/server'

const { ISSUER = '', CLIENT_ID = '', CLIENT_SECRET = '', PUBLIC_URL = '' } = process.env

const sessions = createSessionServer({
  issuer: ISSUER, // https://id.example
  clientId: CLIENT_ID,
  clientSecret: CLIENT_SECRET,
  publicUrl: PUBLIC_URL, // https://app.example/session
  limits: { maxLifetime: '8h' },
  onProblem: ({ code, message }) => console.error(code, message),
})

export default {
  async fetch(request: Request): Promise<Response> {
    const { origin, pathname } = new URL(sessions.publicUrl)
    const asked = new URL(request.url)
    // Behind a proxy a request names the inner address; the one that browsers see is known here.
    if (asked.pathname.startsWith(`${pathname}/`)) return sessions.handle(new Request(origin + asked.pathname + asked.search, request))
    if (asked.pathname === '/api/cases') return cases(request)
    return new Response('The rest of your app.')
  },
}

async function cases(request: Request): Promise<Response> {
  const session = await sessions.requireSession(request) // whose request it is; it counts as presence
  if (!session.ok) return session.response // 401, 403, 409 or 503, which the page understands
  return Response.json({ cases: [], of: session.user.sub }, { headers: session.headers }) // with the remaining times
}
