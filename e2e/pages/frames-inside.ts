import { reportActivityToParent } from '@stillhere/core/activity'

reportActivityToParent({ origin: 'https://app.example.com' })
