import { describe } from 'vitest'
import { hasGo } from './go-runner.ts'
import { failUnlocked, HANDING } from './go-shared.ts'

describe.skipIf(!hasGo)(
  'a Go program whose calls side by side are handed functions (skipped: no go)',
  { concurrent: true },
  () => {
    failUnlocked(HANDING)
  },
)
