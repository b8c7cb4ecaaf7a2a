import * as z from 'zod'
import type { Fault, FaultRule } from '../kernel/fault.ts'
import { scheduleSchema } from './fault-schema.ts'
import { checked, type DataFile, readJson } from './read-data.ts'

/** Loose, so that what a run was shrunk to can be given to other seeds as it is. */
const fileSchema = z.looseObject({ faults: scheduleSchema })

/** The faults of a file: a list, or any object with such a list as `faults`. @throws UserError (exit 2). */
export async function readSchedule(file: DataFile): Promise<(Fault | FaultRule)[]> {
  const data = await readJson(file, z.unknown(), 'JSON')
  const whole = Array.isArray(data) ? { faults: data } : data
  return checked(whole, fileSchema, file.name, 'a schedule of faults').faults
}
