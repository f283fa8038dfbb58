import { describeContract, EVERYTHING } from './contract/describe-contract.ts'
import { aboutFreezing } from './contract/freezing.ts'
import { aboutStaying } from './contract/tabs.ts'
import { launchChromium } from './drivers/chromium.ts'

describeContract('Chromium', launchChromium, [...EVERYTHING, aboutFreezing])
describeContract('Chromium', () => launchChromium({ offTheRecord: true }), [aboutStaying], 'private window')
