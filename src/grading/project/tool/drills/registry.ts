import type { Drill } from '../../drills/drill.ts'
import type { ToolBed } from '../tool-bed.ts'
import { givesUpInTime, tellsWhatIsLeft } from './deadline.ts'
import { interrupted, unreadOutput } from './ending.ts'
import { askedAgain, keyForEach, lostAnswer } from './keys.ts'
import { dependencyDown, dependencyHangs } from './outage.ts'
import { spacesTries, waitsAsTold } from './pauses.ts'
import { printsResult, takesRefusals } from './results.ts'
import { endsItsTries, getsOver } from './retrying.ts'

/** All drills of a tool, in the order in which they are held. */
export const TOOL_DRILLS: readonly Drill<ToolBed>[] = [
  printsResult,
  takesRefusals,
  dependencyDown,
  dependencyHangs,
  interrupted,
  unreadOutput,
  getsOver,
  endsItsTries,
  spacesTries,
  waitsAsTold,
  lostAnswer,
  keyForEach,
  askedAgain,
  givesUpInTime,
  tellsWhatIsLeft,
]
