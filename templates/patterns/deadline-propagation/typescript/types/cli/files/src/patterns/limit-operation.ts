import { currentDeadline, startDeadline } from './deadline.ts'

/** Gives the work for one order a deadline, however many calls and pauses it is made of. */
export async function limitOperation<T>(withinMs: number, work: () => Promise<T>): Promise<T> {
  const deadline = startDeadline(withinMs)
  try {
    return await currentDeadline.run(deadline, work)
  } finally {
    deadline.release()
  }
}
