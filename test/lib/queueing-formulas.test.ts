import { describe, expect, it } from 'vitest'
import {
  erlangB,
  erlangC,
  forecast,
  pollaczekKhinchine,
  scalabilityPeak,
  universalScalability,
} from '../../src/lib/queueing-formulas.ts'

const unlimited = Number.POSITIVE_INFINITY
const queue = { arrivalRate: 0.8, meanService: 1, serviceCv: 1, servers: 1, capacity: unlimited }

describe('the closed forms of queueing theory', () => {
  it('Erlang B and C give the values of the tables', () => {
    expect(erlangB(1, 1)).toBeCloseTo(0.5, 12)
    expect(erlangB(5, 3)).toBeCloseTo(0.110054, 6)
    expect(erlangB(10, 4.4612)).toBeCloseTo(0.01, 5)
    expect(erlangB(100, 84.064)).toBeCloseTo(0.01, 5)
    expect(erlangC(1, 0.8)).toBeCloseTo(0.8, 12)
    expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12)
    expect(erlangC(3, 2.4)).toBeCloseTo(0.647, 3)
    expect(erlangC(3, 3)).toBe(1)
  })

  it('one server: M/M/1, M/D/1 and what lies between, by Pollaczek and Khinchine', () => {
    expect(forecast(queue)).toEqual({
      utilisation: 0.8,
      refused: 0,
      delayed: 0.8,
      wait: expect.closeTo(4, 12),
      waitP99: expect.closeTo(5 * Math.log(80), 10),
      inside: expect.closeTo(4, 12),
    })
    expect(pollaczekKhinchine(0.8, 1, 1)).toBeCloseTo(4, 12)
    expect(pollaczekKhinchine(0.8, 1, 0)).toBeCloseTo(2, 12)
    expect(pollaczekKhinchine(0.8, 1, 3)).toBeCloseTo(20, 12)
    expect(forecast({ ...queue, serviceCv: 0 })).toMatchObject({
      wait: expect.closeTo(2, 12),
      waitP99: Number.NaN,
    })
  })

  it('several servers wait as Erlang C says', () => {
    expect(forecast({ ...queue, arrivalRate: 2.4, servers: 3 }).wait).toBeCloseTo(1.07865, 5)
    expect(forecast({ ...queue, arrivalRate: 8, servers: 10 }).wait).toBeCloseTo(0.20459, 5)
    expect(forecast({ ...queue, arrivalRate: 1, servers: 10 }).waitP99).toBe(0)
  })

  it('a bound refuses some: M/M/1/K has a closed form of its own', () => {
    const { refused, inside, wait } = forecast({ ...queue, capacity: 5 })
    const rho = 0.8
    const blocked = ((1 - rho) * rho ** 5) / (1 - rho ** 6)
    expect(refused).toBeCloseTo(blocked, 12)
    expect(inside).toBeCloseTo(rho / (1 - rho) - (6 * rho ** 6) / (1 - rho ** 6), 12)
    // Little's law ties the two.
    expect(wait + 1).toBeCloseTo(inside / (rho * (1 - blocked)), 12)
  })

  it('nobody waits where all places are servers, whatever the service times', () => {
    for (const serviceCv of [0, 1, 3]) {
      const lost = forecast({ arrivalRate: 3, meanService: 1, serviceCv, servers: 5, capacity: 5 })
      expect(lost).toMatchObject({ refused: erlangB(5, 3), wait: 0, delayed: 0 })
      expect(lost.inside).toBeCloseTo(3 * (1 - erlangB(5, 3)), 12)
    }
  })

  it('the general chain agrees with the special cases, also where its numbers outgrow a double', () => {
    const nearly = forecast({ ...queue, arrivalRate: 2.4, servers: 3, capacity: 400 })
    const whole = forecast({ ...queue, arrivalRate: 2.4, servers: 3 })
    expect(nearly.wait).toBeCloseTo(whole.wait, 10)
    expect(nearly.delayed).toBeCloseTo(whole.delayed, 10)
    const flooded = forecast({ ...queue, arrivalRate: 1000, capacity: 1000 })
    expect(flooded.refused).toBeCloseTo(0.999, 10)
    expect(flooded.inside).toBeCloseTo(1000 - 1 / 999, 5)
  })

  it('says so where there is no long run, or no closed form', () => {
    expect(forecast({ ...queue, arrivalRate: 1 })).toMatchObject({
      utilisation: 1,
      wait: unlimited,
      inside: unlimited,
    })
    expect(forecast({ ...queue, arrivalRate: 2, serviceCv: 0 }).wait).toBe(unlimited)
    expect(forecast({ ...queue, servers: 2, serviceCv: 0 })).toMatchObject({
      utilisation: 0.4,
      wait: Number.NaN,
    })
    expect(forecast({ ...queue, servers: 2, capacity: 4, serviceCv: 0 }).utilisation).toBeNaN()
  })

  it('scales up to a peak and then down, as Gunther says', () => {
    const law = { rate: 10, contention: 0.05, crosstalk: 0.001 }
    expect(universalScalability(1, law)).toBe(10)
    const peak = scalabilityPeak(0.05, 0.001)
    expect(peak).toBeCloseTo(30.82, 2)
    const at = (workers: number) => universalScalability(workers, law)
    expect(at(31)).toBeGreaterThan(at(20))
    expect(at(31)).toBeGreaterThan(at(45))
    expect(universalScalability(1000, { rate: 10, contention: 0, crosstalk: 0 })).toBe(10_000)
    expect(scalabilityPeak(0.05, 0)).toBe(unlimited)
  })
})
