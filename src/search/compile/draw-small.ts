/**
 * Makes all `numbers` that are smaller than `least` either zero or plus or minus `least`: on average over `lot`, a number from 0 to 1, each
 * stays what it is. One lot draws them all (systematic sampling; Madow and Madow 1944), so that never many more or fewer stay than should.
 */
export function drawSmall(numbers: Float64Array, least: number, lot: number): void {
  let sum = lot * least
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number
    const size = Math.abs(number)
    if (size >= least) continue
    sum += size
    const drawn = sum >= least
    if (drawn) sum -= least
    numbers[at] = drawn ? least * Math.sign(number) : 0
  }
}
