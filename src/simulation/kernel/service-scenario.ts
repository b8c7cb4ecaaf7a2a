import type { Fault } from './fault.ts'
import type {
  Mutant,
  Parameters,
  RunOptions,
  RunResult,
  Scenario,
  Series,
  Span,
  Variant,
} from './scenario.ts'
import { sideBySide } from './side-by-side.ts'
import type { Witness } from './witness.ts'
import type { RunEnd, World } from './world.ts'

/** A service under load in one variant. Made for one run, and read when that is over. */
export interface ServiceRun {
  readonly world: World
  readonly witness: Witness
  /** How often each goal was met, as far as the run itself counts it. */
  readonly coverage: Readonly<Record<string, number>>
  run(): RunEnd
}

/** What all variants of a run have in common: all that chance and faults decide is in the workload. */
export interface Conditions<Settings, Workload> {
  readonly seed: number
  readonly settings: Settings
  readonly workload: Workload
  readonly options: RunOptions
}

type Declared = Omit<Scenario, 'mutants' | 'run' | 'traced' | 'variants' | 'version'>

/** A service that meets the same load in several variants, side by side. */
export interface ServiceModel<
  Settings,
  Workload extends { readonly faults: readonly Fault[] },
  V extends Variant,
  Run extends ServiceRun,
> extends Declared {
  readonly version?: number
  readonly variants: readonly V[]
  readonly mutants: readonly Mutant[]
  settingsOf(values: Parameters): Settings
  makeWorkload(seed: number, settings: Settings, options: RunOptions): Workload
  /** How many operations the workload has, whether they take part or not. */
  operationsOf(workload: Workload): number
  serve(conditions: Conditions<Settings, Workload> & { readonly variant: V }): Run
  /** By metric id, without the prefix of the variant. */
  measure(run: Run, conditions: Conditions<Settings, Workload>): Readonly<Record<string, number>>
  seriesOf(run: Run): readonly Series[]
  /** Goals that only the whole of a run can tell. */
  goalsMet?(run: Run, conditions: Conditions<Settings, Workload>): Readonly<Record<string, number>>
  spansOf?(conditions: Conditions<Settings, Workload>): readonly Span[]
}

export function serviceScenario<
  Settings,
  Workload extends { readonly faults: readonly Fault[] },
  V extends Variant,
  Run extends ServiceRun,
>(model: ServiceModel<Settings, Workload, V, Run>): Scenario {
  const { id, title, lesson, parameters, metrics, invariants, goals, faultKinds, tell } = model
  return {
    id,
    title,
    version: model.version ?? 1,
    lesson,
    variants: model.variants.map((variant) => ({ prefix: variant.prefix, title: variant.title })),
    parameters,
    metrics,
    invariants,
    goals,
    mutants: model.mutants.map((mutant) => ({ id: mutant.id, title: mutant.title, breaks: mutant.breaks })),
    faultKinds,
    run: (seed, values, options = {}) => runAll(model, seed, values, options),
    tell,
  }
}

function runAll<
  Settings,
  Workload extends { readonly faults: readonly Fault[] },
  V extends Variant,
  Run extends ServiceRun,
>(
  model: ServiceModel<Settings, Workload, V, Run>,
  seed: number,
  values: Parameters,
  options: RunOptions,
): RunResult {
  const settings = model.settingsOf(values)
  const workload = model.makeWorkload(seed, settings, options)
  const conditions = { seed, settings, workload, options }
  const runOne = (variant: V) => {
    const run = model.serve({ ...conditions, variant })
    const end = run.run()
    const { world, witness, coverage } = run
    return {
      world,
      end,
      witness,
      metrics: model.measure(run, conditions),
      series: model.seriesOf(run),
      coverage: { ...coverage, ...model.goalsMet?.(run, conditions) },
    }
  }
  return sideBySide(model.variants, runOne, {
    seed,
    spans: model.spansOf?.(conditions) ?? [],
    faults: workload.faults,
    operations: model.operationsOf(workload),
  })
}

/** A fault as a stretch of time to mark under the charts. */
export function spanOf({ atUs, durationUs }: Fault, text: string): Span {
  return { fromUs: atUs, toUs: atUs + durationUs, text }
}
