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

export function lessonTheme({
  color,
  unicode,
  hyperlinks = false,
  plain = false,
}: ThemeOptions): LessonTheme {
  return {
    glyphs: unicode ? UNICODE_GLYPHS : ASCII_GLYPHS,
    colored: color > 0,
    hyperlinks,
    plain,
    spell: unicode ? asIs : toAscii,
    spellBoxes: unicode ? asIs : boxesToAscii,
    paint: color > 0 ? paints(new Chalk({ level: color })) : NO_COLORS,
  }
}

export const asIs: Paint = (text) => text

/** With no more than 16 colours the palette of the terminal decides what these look like. */
type Hue = 'cyan' | 'blue' | 'green' | 'magenta' | 'yellow' | 'red' | 'muted'

/**
 * Nobody says whether a terminal is dark or light. A colour of the relative luminance 0.179 stands out from black as much
 * as from white, each by 4.58 to 1, and WCAG 2.2 (success criterion 1.4.3) asks for 4.5.
 */
const TRUE_COLORS: Readonly<Record<Hue, string>> = {
  cyan: '#088191',
  blue: '#2472e0',
  green: '#0f882d',
  magenta: '#c431c4',
  yellow: '#9f6b04',
  red: '#dd332d',
  muted: '#757575',
}

/** The nearest to that among the 240 fixed ones of 256: at least 4.3 to 1. */
const FIXED_COLORS: Readonly<Record<Hue, number>> = {
  cyan: 30,
  blue: 63,
  green: 28,
  magenta: 163,
  yellow: 130,
  red: 131,
  muted: 243,
}

function inHue(chalk: ChalkInstance, hue: Hue): ChalkInstance {
  if (chalk.level === 3) return chalk.hex(TRUE_COLORS[hue])
  if (chalk.level === 2) return chalk.ansi256(FIXED_COLORS[hue])
  return hue === 'muted' ? chalk.dim : chalk[hue]
}

function colors(chalk: ChalkInstance) {
  const muted = inHue(chalk, 'muted')
  return {
    title: chalk.bold,
    part: inHue(chalk.bold, 'cyan'),
    section: chalk.bold,
    strong: chalk.bold,
    emphasis: chalk.italic,
    code: inHue(chalk, 'cyan'),
    link: chalk.underline,
    cite: muted,
    muted,
    note: inHue(chalk, 'blue'),
    tip: inHue(chalk, 'green'),
    important: inHue(chalk, 'magenta'),
    warning: inHue(chalk, 'yellow'),
    caution: inHue(chalk, 'red'),
    keyword: inHue(chalk, 'magenta'),
    string: inHue(chalk, 'green'),
    comment: muted,
    number: inHue(chalk, 'blue'),
  }
}

/** Chalk prints all that it is called with: of a function that `map` is given, the place and the list as well. */
function paints(chalk: ChalkInstance): Record<Role, Paint> {
  const painted = Object.entries(colors(chalk)).map(([role, paint]) => [role, (text: string) => paint(text)])
  return Object.fromEntries(painted) as Record<Role, Paint>
}

const NO_COLORS = Object.fromEntries(
  Object.keys(colors(new Chalk({ level: 0 }))).map((role) => [role, asIs]),
) as Record<Role, Paint>
