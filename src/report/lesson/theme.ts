import { Chalk, type ChalkInstance } from 'chalk'
import type { ColorLevel } from '../../cli/color.ts'
import { ASCII_GLYPHS, boxesToAscii, type Glyphs, toAscii, UNICODE_GLYPHS } from './glyphs.ts'

/** Adds colour to text, or nothing. It never changes how wide the text is. */
export type Paint = (text: string) => string

export interface LessonTheme {
  readonly glyphs: Glyphs
  /** False: emphasis and code are marked by signs, since nothing may be said by colour alone. */
  readonly colored: boolean
  /** Links are clickable (OSC 8) instead of followed by their address. */
  readonly hyperlinks: boolean
  readonly plain: boolean
  /** The text in the characters that this terminal can show. */
  readonly spell: (text: string) => string
  /** The same for a drawing: every column stays where it is. */
  readonly spellBoxes: (drawing: string) => string
  readonly paint: Readonly<Record<Role, Paint>>
}

export type Role = keyof ReturnType<typeof colors>

export interface ThemeOptions {
  readonly color: ColorLevel
  readonly unicode: boolean
  readonly hyperlinks?: boolean
  /** Sentences alone: no rules, bars, grids and diagrams. */
  readonly plain?: boolean
}

export function lessonTheme({ color, unicode, hyperlinks = false, plain = false }: ThemeOptions): LessonTheme {
  return {
    glyphs: unicode ? UNICODE_GLYPHS : ASCII_GLYPHS,
    colored: color > 0,
    hyperlinks,
    plain,
    spell: unicode ? asIs : toAscii,
    spellBoxes: unicode ? asIs : boxesToAscii,
    paint: color > 0 ? colors(new Chalk({ level: color })) : NO_COLORS,
  }
}

export const asIs: Paint = (text) => text

/** Only the 16 basic colours, so that the user's own palette decides what they look like. */
function colors(chalk: ChalkInstance) {
  return {
    title: chalk.bold,
    part: chalk.bold.cyan,
    section: chalk.bold,
    strong: chalk.bold,
    emphasis: chalk.italic,
    code: chalk.cyan,
    link: chalk.underline,
    cite: chalk.dim,
    muted: chalk.dim,
    note: chalk.blue,
    tip: chalk.green,
    important: chalk.magenta,
    warning: chalk.yellow,
    caution: chalk.red,
    keyword: chalk.magenta,
    string: chalk.green,
    comment: chalk.dim,
    number: chalk.blue,
  }
}

const NO_COLORS = Object.fromEntries(
  Object.keys(colors(new Chalk({ level: 0 }))).map((role) => [role, asIs]),
) as Record<Role, Paint>
