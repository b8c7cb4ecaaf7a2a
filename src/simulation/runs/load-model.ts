import { UserError } from '../../lib/user-error.ts'
import { forbidChance, loadModule } from '../../platform/load-module.ts'
import type { Scenario } from '../kernel/scenario.ts'
import { scenarioOf } from './model-shape.ts'

/** The scenario that a compiled file describes. @throws UserError (exit 2) that names what is missing. */
export function loadModel(file: string, name: string): Scenario {
  forbidChance((what) => {
    throw new UserError(`${name} uses ${what}, so that no run could be repeated.`, {
      code: 'model-not-pure',
      next: [
        'Draw from context.random (world.random), and read the time from context.clockUs() (world.nowUs).',
      ],
    })
  })
  return scenarioOf(defaultOf(loadModule(file)), name)
}

/** A CommonJS file exports the model itself. */
function defaultOf(exported: unknown): unknown {
  const { default: model, __esModule } = Object(exported)
  return __esModule === true ? model : exported
}
