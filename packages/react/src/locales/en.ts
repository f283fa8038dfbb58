// English, "you". Written by the team; the others are read back against it.
/** English, the default: `{ ...messages, stay: 'Keep me signed in' }` changes one word. */
export { english as messages } from '../messages/english.ts'
