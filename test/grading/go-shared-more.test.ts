import { describe } from 'vitest'
import { hasGo } from './go-runner.ts'
import { failUnlocked, SHARED } from './go-shared.ts'

describe.skipIf(!hasGo)(
  'other Go programs that goroutines share (skipped: no go)',
  { concurrent: true },
  () => {
    failUnlocked(SHARED.slice(0, 7))
  },
)
