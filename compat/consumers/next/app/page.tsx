import { App } from './app'

// A server component.
export default function Page() {
  return <App />
}
