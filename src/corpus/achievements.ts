import path from 'node:path'
import { corpusDir, readBuiltJson } from '../platform/corpus-dir.ts'
import type { Achievement, AchievementTexts } from './achievement-schema.ts'

/**
 * All achievements in the order of the content, in the language of `locale` where they are written in it, else in English.
 * None of a corpus that has none.
 */
export function loadAchievements(locale: string, dir: string = corpusDir()): readonly Achievement[] {
  const list = (readBuiltJson(path.join(dir, 'achievements.json')) ?? []) as readonly Achievement[]
  const texts = (readBuiltJson(path.join(dir, `achievements.${locale}.json`)) ?? {}) as AchievementTexts
  return list.map((one) => ({ ...one, ...texts[one.id] }))
}
