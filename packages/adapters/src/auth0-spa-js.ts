export { auth0Backend, type Auth0Backend, type Auth0BackendOptions } from './auth0-spa-js/backend.ts'
export type { Auth0Claims, Auth0SignInOptions, Auth0SpaClient, Auth0TokenOptions, Auth0Tokens } from './auth0-spa-js/client.ts'
