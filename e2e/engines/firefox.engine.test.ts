import { aboutBlockedStorage } from './contract/blocked-storage.ts'
import { describeContract } from './contract/describe-contract.ts'
import { aboutStaying } from './contract/tabs.ts'
import { launchFirefox } from './drivers/firefox.ts'

const BLOCK_ALL = 2

describeContract('Firefox', launchFirefox)
describeContract('Firefox', () => launchFirefox({ 'browser.privatebrowsing.autostart': true }), [aboutStaying], 'private window')
describeContract('Firefox', () => launchFirefox({ 'network.cookie.cookieBehavior': BLOCK_ALL }), [aboutBlockedStorage], 'storage blocked')
