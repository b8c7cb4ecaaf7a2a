import { speakOfHealth } from './doctor/index.ts'
import type { Locale } from './locale.ts'
import { speakOfMachine } from './machine/index.ts'
import { speakOnScreens } from './screens/index.ts'
import { speakOfStudy } from './study/index.ts'
import { speakOfTrouble } from './trouble/index.ts'
import { speakOfWatching } from './watching/index.ts'

/** All that commands say, on screens, in print and in errors, in this language from now on; `usage` and `cli` speak earlier, on their own. */
export async function speakOfAll(locale: Locale): Promise<void> {
  await Promise.all([
    speakOfMachine(locale),
    speakOnScreens(locale),
    speakOfStudy(locale),
    speakOfHealth(locale),
    speakOfTrouble(locale),
    speakOfWatching(locale),
  ])
}
