// M/M/1 with simjs 2 as its manual has it. Its package is for browsers and puts itself on `window`.
import { createRequire } from 'node:module'
import path from 'node:path'
import { report } from './mm1-rate.ts'

const [, , , folder = '.'] = process.argv
globalThis.window = globalThis
createRequire(path.join(path.resolve(folder), 'any.js'))('simjs')
const { Sim } = globalThis

report((customers) => {
  const random = new Sim.Random(1)
  const server = new Sim.Facility('server')
  let left = customers
  let served = 0
  class Source extends Sim.Entity {
    start() {
      left -= 1
      // biome-ignore lint/correctness/useHookAtTopLevel: no hook of React, but how simjs takes a place.
      this.useFacility(server, random.exponential(1)).done(this.leave)
      if (left > 0) this.setTimer(random.exponential(0.8)).done(this.start)
    }
    leave() {
      served += 1
    }
  }
  const simulation = new Sim.Sim()
  simulation.addEntity(Source)
  simulation.simulate(Number.MAX_VALUE)
  if (served !== customers) throw new Error(`simjs served ${served} of ${customers}`)
  return simulation.time()
})
