const ESC = '\u001B['

/** Clicks and the wheel are reported (1000), in the form without a limit on columns (1006). */
export const MOUSE_ON = `${ESC}?1000h${ESC}?1006h`
export const MOUSE_OFF = `${ESC}?1006l${ESC}?1000l`

/**
 * While the mouse is reported, most terminals select text only with Shift held down; whoever minds says so. The wheel then
 * sends arrow keys, where the terminal can do that.
 */
export function wantsMouse(env: NodeJS.ProcessEnv = process.env): boolean {
  return !/^(0|off|no|false)$/i.test(env['COMPENDIUM_MOUSE'] ?? '')
}

/** A report as Ink hands it over, without its Escape: button, column, row, then M for pressed or m for released. */
const REPORT = /^\[<(\d+);\d+;\d+[Mm]$/
const WHEEL_UP = 64
const WHEEL_DOWN = 65

/** The key that a report of the mouse stands for: none, for what is not the wheel; undefined for what is no report. */
export function mouseKeys(input: string): readonly string[] | undefined {
  const button = REPORT.exec(input)?.[1]
  if (button === undefined) return undefined
  if (Number(button) === WHEEL_UP) return ['wheelup']
  return Number(button) === WHEEL_DOWN ? ['wheeldown'] : []
}
