import { App } from './app'

export default function Home() {
  return <App />
}
