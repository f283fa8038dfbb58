export {
  auth0Backend,
  type Auth0Backend,
  type Auth0BackendOptions,
  type Auth0Claims,
  type Auth0SignInOptions,
  type Auth0SpaClient,
  type Auth0TokenOptions,
  type Auth0Tokens,
} from './auth0-spa-js/backend.ts'
