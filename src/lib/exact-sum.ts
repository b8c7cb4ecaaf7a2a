/** 2^27 + 1: splits a double into two halves whose products are exact (Dekker 1971). */
const SPLITTER = 134217729

/**
 * A sum without rounding: a list of doubles whose exact sum is that of all that was added, each too
 * small to overlap the next (Shewchuk 1997, "Adaptive Precision Floating-Point Arithmetic", grow
 * expansion). So the total depends on what was added and not on the order, nor on who added which
 * part: eight workers, four machines and one thread give the same digits.
 */
export class ExactSum {
  /** From small to large. */
  readonly #parts: number[] = []

  constructor(parts: readonly number[] = []) {
    for (const part of parts) this.add(part)
  }

  /** `value` must be finite. */
  add(value: number): void {
    const parts = this.#parts
    let rest = value
    let kept = 0
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index] ?? 0
      const sum = rest + part
      const error = Math.abs(rest) < Math.abs(part) ? rest - (sum - part) : part - (sum - rest)
      if (error !== 0) {
        parts[kept] = error
        kept += 1
      }
      rest = sum
    }
    parts[kept] = rest
    parts.length = kept + 1
  }

  /** Adds the product of two numbers below 1e150, exactly. */
  addProduct(left: number, right: number): void {
    const product = left * right
    const bigLeft = SPLITTER * left
    const highLeft = bigLeft - (bigLeft - left)
    const lowLeft = left - highLeft
    const bigRight = SPLITTER * right
    const highRight = bigRight - (bigRight - right)
    const lowRight = right - highRight
    this.add(product)
    this.add(
      lowLeft * lowRight - (product - highLeft * highRight - lowLeft * highRight - highLeft * lowRight),
    )
  }

  /** What another such sum can go on from; plain numbers, for JSON and for messages between threads. */
  parts(): readonly number[] {
    return this.#parts
  }

  /** The double nearest to the exact sum. */
  value(): number {
    const parts = this.#parts
    let index = parts.length - 1
    let sum = parts[index] ?? 0
    let error = 0
    while (index > 0 && error === 0) {
      index -= 1
      const part = parts[index] ?? 0
      const next = sum + part
      error = part - (next - sum)
      sum = next
    }
    return sum + tieBreak(sum, error, parts[index - 1] ?? 0)
  }
}

/**
 * When what is left out lies exactly between two doubles, the still smaller parts decide. Rounding
 * to even has ignored them; doubling the error shows whether it was such a case.
 */
function tieBreak(sum: number, error: number, beyond: number): number {
  if (error * beyond <= 0) return 0
  const twice = error * 2
  const moved = sum + twice
  return moved - sum === twice ? twice : 0
}
