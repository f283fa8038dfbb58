/** How the server reaches the OpenID Provider: `fetch`, narrowed to what is used. */
export type ProviderFetch = (url: string, init: RequestInit) => Promise<Response>
