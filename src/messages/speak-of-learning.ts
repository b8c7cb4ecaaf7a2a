import { speakOfHealth } from './doctor/index.ts'
import type { Locale } from './locale.ts'
import { speakOfMachine } from './machine/index.ts'
import { speakOnScreens } from './screens/index.ts'
import { speakOfStudy } from './study/index.ts'
import { speakOfTrouble } from './trouble/index.ts'

/** All that is said of learning, on screens and in print, in this language from now on. */
export async function speakOfLearning(locale: Locale): Promise<void> {
  await Promise.all([
    speakOfMachine(locale),
    speakOnScreens(locale),
    speakOfStudy(locale),
    speakOfHealth(locale),
    speakOfTrouble(locale),
  ])
}
