import { describe, expect, it } from 'vitest'
import { lessonTheme, type Role } from '../../src/report/lesson/theme.ts'
import { styledRows } from '../../src/report/terminal/styled-text.ts'

/** WCAG 2.2, relative luminance: of `#rrggbb`, from 0 for black to 1 for white. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2, contrast ratio: from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The colours of all roles, as a terminal is told them; those without one have the terminal's own. */
function colorsOf(level: 1 | 2 | 3): [role: string, color: string | number][] {
  const { paint } = lessonTheme({ color: level, unicode: true })
  return Object.keys(paint).flatMap((role) => {
    const color = styledRows(paint[role as Role]('x'), 10)[0]?.[0]?.style.foreground
    return color === undefined ? [] : [[role, color] as [string, string | number]]
  })
}

it('the formula gives what WCAG says of black, white and grey', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

describe.each([
  [3, 4.5],
  [2, 4.3],
] as const)('with colours of the depth %i', (level, least) => {
  it(`every one stands out by ${least} to 1, on black and on white`, () => {
    const roles = colorsOf(level)
    expect(roles.length).toBeGreaterThan(10)
    const weak = roles.filter(([, color]) =>
      ['#000000', '#ffffff'].some((ground) => contrast(String(color), ground) < least),
    )
    expect(weak).toEqual([])
  })

  it.each([
    ['a dark grey', '#1e1e1e'],
    ['Solarized dark', '#002b36'],
    ['Solarized light', '#fdf6e3'],
  ])('on %s every one stands out by 3 to 1, as signs must', (_, ground) => {
    const weak = colorsOf(level).filter(([, color]) => contrast(String(color), ground) < 3)
    expect(weak).toEqual([])
  })
})

it('of the 16 none is black, white, grey or bright: each of these is lost on one kind of terminal', () => {
  const roles = colorsOf(1)
  expect(roles.length).toBeGreaterThan(8)
  expect(roles.filter(([, color]) => Number(color) < 1 || Number(color) > 6)).toEqual([])
})
