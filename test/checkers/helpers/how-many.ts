const ASKED = process.env['HISTORIES']

/**
 * How many random histories a checker is compared on: few enough for every run of the tests, unless `HISTORIES` says
 * otherwise. `HISTORIES=100000 npx vitest run test/checkers --testTimeout 7200000` is the whole campaign.
 */
export function howMany(atOtherTimes: number): number {
  return ASKED === undefined ? atOtherTimes : Number(ASKED)
}
