import { describeContract } from './contract/describe-contract.ts'
import { launchWebKit } from './drivers/webkit.ts'

describeContract('WebKitGTK', launchWebKit)
