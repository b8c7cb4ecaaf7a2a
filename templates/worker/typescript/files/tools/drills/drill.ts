import { type DrillAnswer, printAnswer, runOnStage, type Stage } from './stage.ts'

export interface Drill extends Stage {
  /** Enqueues a charge, and prints the answer on a line. */
  order(id: string, fields?: object): Promise<DrillAnswer>
  /** Waits until the job has this status. */
  becomes(id: string, status: string, withinMs?: number): Promise<void>
}

/** Runs the worker among payments and notifications; `env` is what it is told besides. */
export function runDrill(
  env: Record<string, string>,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  return runOnStage(
    {
      environment: (fakes) => ({
        PAYMENTS_URL: fakes.urlOf('payments'),
        NOTIFICATIONS_URL: fakes.urlOf('notifications'),
        POLL_MS: '100',
        JOB_RETRY_INITIAL_MS: '100',
        JOB_RETRY_MAX_MS: '400',
        ...env,
      }),
      equip: withJobs,
    },
    drill,
  )
}

function withJobs(stage: Stage): Drill {
  return {
    ...stage,
    async order(id, fields = {}) {
      const body = { kind: 'charge', customer: 'Ada', amountCents: 350, ...fields }
      const answer = await stage.send('PUT', `/jobs/${id}`, { body })
      printAnswer(id, answer)
      return answer
    },
    becomes(id, status, withinMs) {
      const isSo = async (): Promise<boolean> => {
        const { body } = await stage.get(`/jobs/${id}`)
        return (body as { status?: string }).status === status
      }
      return stage.eventually(`job ${id} is ${status}`, isSo, withinMs)
    },
  }
}
